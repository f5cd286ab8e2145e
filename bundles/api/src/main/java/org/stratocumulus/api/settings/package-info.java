/** How a configuration is read: each bad value is refused alone. */
@Export
@Version("1.0.0")
package org.stratocumulus.api.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
