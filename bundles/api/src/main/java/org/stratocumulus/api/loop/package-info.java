/** The event loop as the code above the transport sees it. */
@Export
@Version("1.0.0")
package org.stratocumulus.api.loop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
