/** How peers find each other, for applications that want to see, refuse or steer it (RFC 7016 sections 3.5.1.4 to 3.5.1.6). */
@Export
@Version("1.0.0")
package org.stratocumulus.api.rendezvous;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
