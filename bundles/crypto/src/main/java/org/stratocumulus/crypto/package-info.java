/** The Cryptography Profile of RFC 7016 section 2.2.3 and 3.2 as the session engine uses it. */
@Export
@Version("1.0.0")
package org.stratocumulus.crypto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
