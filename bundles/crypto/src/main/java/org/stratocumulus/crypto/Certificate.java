package org.stratocumulus.crypto;

import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** An endpoint's certificate (RFC 7016 section 3.2; RFC 7425 section 4.3). Immutable. */
@ProviderType
public interface Certificate {
    /** The bytes as they travel. The caller must not change them. */
    byte[] encoded();

    /** SHA-256 of the encoded certificate (RFC 7425 section 4.3.2). */
    PeerId fingerprint();

    /** Whether a new session from a holder of this certificate overrides one held by the other (RFC 7016 section 3.2). */
    boolean overrides(Certificate other);

    /** Whether the holder accepts ancillary data, i.e. a URI in the discriminator (RFC 7425 section 4.3.3.2). */
    boolean acceptsAncillaryData();
}
