package org.stratocumulus.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.crypto.SessionKeys;

/**
 * A Cryptography Profile without cryptography: certificates are names, signatures are checksums, and packets are in the
 * clear behind the number of their key, so that a test can read and write them. See {@link PlainCipher}, {@link PlainPacket}.
 */
public final class PlainProfile implements CryptographyProfile {
    private static final int COMPONENT_LENGTH = 16;

    private final PlainCertificate certificate;
    private final SecureRandom random;
    private int toPrepare;

    /** @param name the identity; names that are alphabetically earlier prevail in glare */
    public PlainProfile(String name, SecureRandom random) {
        this.certificate = new PlainCertificate(name.getBytes(StandardCharsets.UTF_8));
        this.random = random;
    }

    /** The discriminator that selects any holder of this name. */
    public static EndpointDiscriminator discriminator(String name) {
        return new PlainDiscriminator(("name:" + name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Certificate nearCertificate() {
        return certificate;
    }

    @Override
    public PacketCipher newDefaultCipher() {
        return new PlainCipher(PlainCipher.DEFAULT_KEY);
    }

    @Override
    public Certificate decodeCertificate(byte[] encoded) {
        if (encoded.length == 0) {
            throw new CryptoException("certificate: empty");
        }
        return new PlainCertificate(encoded);
    }

    @Override
    public EndpointDiscriminator decodeDiscriminator(byte[] encoded) {
        if (!new String(encoded, StandardCharsets.UTF_8).startsWith("name:")) {
            throw new CryptoException("discriminator: not a name");
        }
        return new PlainDiscriminator(encoded);
    }

    @Override
    public boolean farPrevails(Certificate far) {
        return Arrays.compareUnsigned(far.encoded(), certificate.encoded()) < 0;
    }

    /** There always is one. */
    @Override
    public void requireAgreement(Certificate responder) {
    }

    @Override
    public InitiatorKeying initiate(Certificate responder) {
        byte[] mine = newComponent();
        return new InitiatorKeying() {
            @Override
            public byte[] initiatorComponent() {
                return mine;
            }

            @Override
            public SessionKeys combine(byte[] theirs) {
                check(theirs);
                return keys(mine, theirs, mine, theirs);
            }
        };
    }

    @Override
    public ResponderKeying respond(Certificate initiator, byte[] theirs) {
        check(theirs);
        byte[] mine = newComponent();
        return new ResponderKeying(mine, keys(theirs, mine, mine, theirs));
    }

    /** Has so many pieces of work that are done while nobody waits. */
    public void toPrepare(int pieces) {
        toPrepare = pieces;
    }

    /** Pieces of {@link #toPrepare(int)} that are not done yet. */
    public int toPrepare() {
        return toPrepare;
    }

    @Override
    public boolean prepare() {
        return toPrepare > 0 && toPrepare-- > 0;
    }

    @Override
    public byte[] sign(byte[] message) {
        int sum = Arrays.hashCode(message);
        return new byte[] {(byte) (sum >>> 24), (byte) (sum >>> 16), (byte) (sum >>> 8), (byte) sum};
    }

    @Override
    public boolean verify(Certificate signer, byte[] message, byte[] signature) {
        return Arrays.equals(sign(message), signature);
    }

    private static SessionKeys keys(byte[] initiator, byte[] responder, byte[] near, byte[] far) {
        return new SessionKeys(new PlainCipher(31 * Arrays.hashCode(initiator) + Arrays.hashCode(responder)), near, far);
    }

    private byte[] newComponent() {
        byte[] component = new byte[COMPONENT_LENGTH];
        random.nextBytes(component);
        return component;
    }

    private static void check(byte[] component) {
        if (component.length != COMPONENT_LENGTH) {
            throw new CryptoException("keying component: " + component.length + " bytes");
        }
    }

    private record PlainCertificate(byte[] encoded) implements Certificate {
        @Override
        public PeerId fingerprint() {
            try {
                return PeerId.of(MessageDigest.getInstance("SHA-256").digest(encoded));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public boolean overrides(Certificate other) {
            return Arrays.equals(encoded, other.encoded());
        }

        @Override
        public boolean acceptsAncillaryData() {
            return true;
        }
    }

    private record PlainDiscriminator(byte[] encoded) implements EndpointDiscriminator {
        @Override
        public Optional<String> ancillaryData() {
            return Optional.of(new String(encoded, StandardCharsets.UTF_8));
        }

        @Override
        public Optional<PeerId> fingerprint() {
            return Optional.empty();
        }

        @Override
        public boolean selects(Certificate certificate) {
            String name = new String(certificate.encoded(), StandardCharsets.UTF_8);
            return Arrays.equals(encoded, ("name:" + name).getBytes(StandardCharsets.UTF_8));
        }
    }
}
