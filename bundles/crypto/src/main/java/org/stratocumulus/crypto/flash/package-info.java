/**
 * The Cryptography Profile for Flash communication, RFC 7425 section 4: build an {@link org.stratocumulus.crypto.flash.Identity}, give it
 * to a {@link org.stratocumulus.crypto.flash.FlashProfile}, name far endpoints with a
 * {@link org.stratocumulus.crypto.flash.FlashDiscriminator}. Needs no OSGi.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.crypto.flash;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
