/** What an application bundle implements, and what it gets to work with (RFC 7425 section 5.3). */
@Export
@Version("1.0.0")
package org.stratocumulus.api.application;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
