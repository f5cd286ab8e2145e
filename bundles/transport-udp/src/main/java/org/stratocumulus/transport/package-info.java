/** Bound UDP interfaces, one set per event loop; datagrams travel as plain byte arrays. */
@Export
@Version("1.0.0")
package org.stratocumulus.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
