/** Read-only snapshots for the console and for monitoring. Any thread may ask; nothing here changes the server. */
@Export
@Version("1.0.0")
package org.stratocumulus.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
