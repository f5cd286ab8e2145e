/** What a bundle implements to take part in the life of sessions: accept them, or answer hellos for others. */
@Export
@Version("1.0.0")
package org.stratocumulus.session.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
