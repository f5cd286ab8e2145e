/** RFC 7016 section 3: the engine, its sessions and flows. Fed with datagrams and time; owns no socket, thread or clock. */
@Export
@Version("1.0.0")
package org.stratocumulus.session;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
