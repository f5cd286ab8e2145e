package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;
import static org.stratocumulus.crypto.flash.Wire.hex;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.InitiatorKeying;

/** Whatever the far end sends, nothing but a {@link CryptoException} comes out. */
public class HostileInputTest {
    private static final int ROUNDS = 20_000;
    private static final SecureRandom SECURE = new SecureRandom();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final FlashProfile server = KeyingTest.profile(false, DhGroup.MODP_1024);
    private final FlashProfile client = KeyingTest.profile(true, DhGroup.MODP_1024);

    @Test
    public void certificates() {
        byte[] fixed = client.nearCertificate().encoded();
        byte[] ephemeral = Identity.ephemeral(IdentityTraits.SERVER, SECURE).certificate().encoded();
        attack("certificates", ROUNDS, input -> server.decodeCertificate(input), fixed, ephemeral);
    }

    @Test
    public void discriminators() {
        attack("discriminators", ROUNDS, input -> server.decodeDiscriminator(input).selects(client.nearCertificate()),
                FlashDiscriminator.forPeerAndUri(client.nearCertificate().fingerprint(), "rtmfp://host/app").encoded(),
                FlashDiscriminator.forHostAndUri("host", "").encoded());
    }

    @Test
    public void initiatorComponents() {
        byte[] select = client.initiate(server.nearCertificate()).initiatorComponent();
        attack("initiator components", ROUNDS / 20, input -> server.respond(client.nearCertificate(), input), select);
        FlashProfile other = KeyingTest.profile(false, DhGroup.MODP_1024);
        byte[] ephemeral = other.initiate(server.nearCertificate()).initiatorComponent();
        attack("initiator components", ROUNDS / 20, input -> server.respond(other.nearCertificate(), input), ephemeral);
    }

    @Test
    public void responderComponents() {
        InitiatorKeying keying = client.initiate(server.nearCertificate());
        byte[] component = server.respond(client.nearCertificate(), keying.initiatorComponent()).responderComponent();
        attack("responder components", ROUNDS / 20, keying::combine, component);
    }

    @Test
    public void certificatesAndComponentsTogether() {
        byte[] component = client.initiate(server.nearCertificate()).initiatorComponent();
        attack("keying with hostile certificates", ROUNDS / 20, input -> {
            Certificate certificate = server.decodeCertificate(input);
            server.respond(certificate, component);
            client.initiate(certificate);
        }, client.nearCertificate().encoded());
    }

    private interface Reader {
        void read(byte[] input);
    }

    /** Random bytes, every truncation, and mutations of valid elements. */
    private void attack(String what, int rounds, Reader reader, byte[]... valid) {
        System.out.println("HostileInputTest " + what + " seed " + seed);
        int refused = 0;
        for (byte[] element : valid) {
            reader.read(element.clone());
            for (int length = 0; length < element.length; length++) {
                refused += refuses(reader, Arrays.copyOf(element, length));
            }
            for (int i = 0; i < rounds; i++) {
                refused += refuses(reader, mutate(element));
                refused += refuses(reader, noise());
            }
        }
        assertTrue(what + ": hostile input must be refused, seed " + seed, refused > rounds / 2);
    }

    private int refuses(Reader reader, byte[] input) {
        try {
            reader.read(input);
            return 0;
        } catch (CryptoException e) {
            return 1;
        } catch (RuntimeException e) {
            fail(e + " from " + hex(input) + ", seed " + seed);
            return 0;
        }
    }

    private byte[] mutate(byte[] element) {
        byte[] mutated = Arrays.copyOf(element, element.length + random.nextInt(3));
        for (int i = random.nextInt(4); i >= 0; i--) {
            // heads of options are where it hurts
            int at = random.nextInt(random.nextBoolean() ? Math.min(12, mutated.length) : mutated.length);
            mutated[at] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(60)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(32) : random.nextInt(256));
        }
        return bytes;
    }
}
