/** Which nodes of the cluster a peer or a group is on. */
@Export
@Version("1.0.0")
package org.stratocumulus.api.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
