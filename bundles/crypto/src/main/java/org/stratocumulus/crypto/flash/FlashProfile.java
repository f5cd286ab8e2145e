package org.stratocumulus.crypto.flash;

import java.security.SecureRandom;
import java.util.Arrays;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.PacketBatch;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.crypto.internal.packet.FlashPacketBatch;
import org.stratocumulus.crypto.internal.packet.FlashPacketCipher;

/**
 * The Cryptography Profile for Flash communication, RFC 7425 section 4, of one near identity. Safe on any thread. Whatever the far end
 * sends, methods that read it throw {@link CryptoException} and nothing else. Its terms may change: what is keyed stays as it is.
 */
public final class FlashProfile implements CryptographyProfile {
    private final SecureRandom random;
    private final KeyPairStock pairs;
    private volatile FlashResponder terms;

    /**
     * @param identity the near identity
     * @param options how sessions are negotiated
     * @param random makes private keys and salts
     */
    public FlashProfile(Identity identity, FlashOptions options, SecureRandom random) {
        this.random = random;
        pairs = new KeyPairStock(random);
        terms = new FlashResponder(identity, options, pairs, random);
    }

    /**
     * Negotiates later sessions on other terms. Who has seen the former certificate may still open a session with the groups that both have.
     *
     * @param identity the near identity, {@linkplain Identity#offering offering} what it offers
     * @param options how sessions are negotiated
     */
    public void terms(Identity identity, FlashOptions options) {
        terms = new FlashResponder(identity, options, pairs, random);
    }

    @Override
    public PacketBatch newBatch() {
        return new FlashPacketBatch();
    }

    @Override
    public Certificate nearCertificate() {
        return terms.identity().certificate();
    }

    @Override
    public PacketCipher newDefaultCipher() {
        return FlashPacketCipher.ofDefaultSessionKey();
    }

    @Override
    public Certificate decodeCertificate(byte[] encoded) {
        return FlashCertificate.decode(encoded);
    }

    @Override
    public FlashDiscriminator decodeDiscriminator(byte[] encoded) {
        return FlashDiscriminator.decode(encoded);
    }

    /** RFC 7425 section 4.3.6: the certificate that is ordered before the other prevails, the near one if they are identical. */
    @Override
    public boolean farPrevails(Certificate far) {
        return Arrays.compareUnsigned(far.encoded(), nearCertificate().encoded()) < 0;
    }

    /** RFC 7425 section 4.6.1: a group that the options name and both certificates know. */
    @Override
    public void requireAgreement(Certificate responder) {
        FlashResponder near = terms;
        FlashInitiatorKeying.chooseGroup(near.identity(), near.options(), FlashCertificate.of(responder));
    }

    @Override
    public InitiatorKeying initiate(Certificate responderCertificate) {
        FlashResponder near = terms;
        return FlashInitiatorKeying.begin(near.identity(), near.options(), FlashCertificate.of(responderCertificate), random);
    }

    @Override
    public ResponderKeying respond(Certificate initiator, byte[] sessionKeyInitiatorComponent) {
        return terms.respond(FlashCertificate.of(initiator), sessionKeyInitiatorComponent);
    }

    @Override
    public boolean prepare() {
        return pairs.prepare();
    }

    /** RFC 7425 section 4.3.5, by the {@linkplain FlashOptions#signatures() options}. */
    @Override
    public byte[] sign(byte[] message) {
        return terms.options().signatures().sign(message);
    }

    /** RFC 7425 section 4.3.5, by the {@linkplain FlashOptions#signatures() options}; says nothing about the signer's certificate. */
    @Override
    public boolean verify(Certificate signer, byte[] message, byte[] signature) {
        return terms.options().signatures().verify(message, signature);
    }
}
