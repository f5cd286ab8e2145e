/** NetGroups of this node, for applications and for what connects nodes. */
@Export
@Version("1.0.0")
package org.stratocumulus.api.group;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
