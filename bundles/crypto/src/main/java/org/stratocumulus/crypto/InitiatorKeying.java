package org.stratocumulus.crypto;

import org.osgi.annotation.versioning.ProviderType;

/** The initiator's half of keying, between IIKeying and RIKeying (RFC 7016 section 3.5.1.1.1). Used by one thread at a time. */
@ProviderType
public interface InitiatorKeying {
    /** The Session Key Initiator Component to put into the IIKeying. */
    byte[] initiatorComponent();

    /**
     * Combines with the responder's component. Costly, see {@link CryptographyProfile}.
     *
     * @throws CryptoException when the component is malformed or not acceptable
     */
    SessionKeys combine(byte[] sessionKeyResponderComponent);
}
