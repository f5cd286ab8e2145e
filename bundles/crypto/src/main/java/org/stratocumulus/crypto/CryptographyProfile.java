package org.stratocumulus.crypto;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A Cryptography Profile (RFC 7016 sections 2.2.3 and 3.2): identities, endpoint discriminators, session keying and the
 * packet cipher. One object serves one near identity. All methods may be called from any thread; those marked
 * <em>costly</em> do public-key arithmetic (0.1 to 20 ms) and do not belong on an event loop.
 */
@ProviderType
public interface CryptographyProfile {
    /** The near identity's certificate as it goes into RHello (responder) and IIKeying (initiator). */
    Certificate nearCertificate();

    /** Makes a new cipher for the Default Session Key (RFC 7016 section 2.2.3). Not shared between threads. */
    PacketCipher newDefaultCipher();

    /** Makes a new batch for ciphers of this profile. Not shared between threads. Unless a profile knows better, one by one. */
    default PacketBatch newBatch() {
        return new PacketBatch() {
            @Override
            public int add(PacketCipher cipher, byte[] plain, int offset, int length, byte[] out, int outOffset) {
                return cipher.seal(plain, offset, length, out, outOffset);
            }

            @Override
            public void run() {
                // all is done
            }
        };
    }

    /**
     * Reads a far certificate and tests it for authenticity (RFC 7016 section 3.2).
     *
     * @throws CryptoException when it is malformed, larger than the profile allows, or offers no key agreement that this
     *     end knows
     */
    Certificate decodeCertificate(byte[] encoded);

    /**
     * Reads an endpoint discriminator.
     *
     * @throws CryptoException when it is malformed
     */
    EndpointDiscriminator decodeDiscriminator(byte[] encoded);

    /** Whether the far end's certificate shows that it prevails in startup glare (RFC 7016 section 3.5.1.3). */
    boolean farPrevails(Certificate far);

    /**
     * Tests whether keying towards the given responder can begin. Cheap.
     *
     * @throws CryptoException when no common key agreement exists, saying what either end offers
     */
    void requireAgreement(Certificate responder);

    /**
     * Begins keying as the initiator towards the given responder (RFC 7016 section 3.5.1.1.1). Costly.
     *
     * @throws CryptoException when no common key agreement exists
     */
    InitiatorKeying initiate(Certificate responder);

    /**
     * Completes keying as the responder (RFC 7016 section 3.5.1.1.2). Costly. The cookie must have been checked before.
     *
     * @param initiator the certificate from the IIKeying
     * @param sessionKeyInitiatorComponent the SKIC bytes from the IIKeying
     * @throws CryptoException when the component is malformed or not acceptable
     */
    ResponderKeying respond(Certificate initiator, byte[] sessionKeyInitiatorComponent);

    /**
     * Does a piece of public-key arithmetic that a later {@link #respond} then need not do. Costly; for times when nobody waits.
     *
     * @return false when there is nothing more to prepare, as in a profile that prepares nothing
     */
    default boolean prepare() {
        return false;
    }

    /** Signs as the near identity; in the Flash profile mostly a field that says nothing (RFC 7425 section 4.3.5). */
    byte[] sign(byte[] message);

    /** Whether the signature over the message was made by the certificate's owner. */
    boolean verify(Certificate signer, byte[] message, byte[] signature);
}
