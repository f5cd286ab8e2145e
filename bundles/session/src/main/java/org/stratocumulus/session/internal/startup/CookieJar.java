package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.stratocumulus.session.internal.EncodedAddress;

/**
 * Bakes and tastes the cookies of RHello (RFC 7016 sections 3.5.1.1.2 and 3.5.1.2): stateless proof that an initiator
 * receives at its address. A cookie has the 64 bytes that Adobe-derived clients expect:
 *
 * <pre>
 *  0       8       16                32               48                     64
 *  | time  | zeros | MAC1(time)      | zeros          | MAC2(time, address)  |
 *  |  first part: this jar baked it  |  second part: for this address        |
 * </pre>
 *
 * The codes are AES-CBC-MACs with a key each, over messages of one length: a fourth of the time of an HMAC, which was half of
 * the time that a hello takes. Keys last one epoch of {@value #EPOCH_MILLIS} ms and are each the hash of the one before,
 * which is then forgotten; the jars of all loops begin with one seed and so agree. Confined to its loop.
 */
public final class CookieJar {
    /** Length of a cookie in bytes. */
    public static final int COOKIE_LENGTH = 64;

    /** How long a cookie is good. RFC 7016 3.5.1.1.2: not less than 95 seconds. */
    public static final long LIFETIME_MILLIS = 120_000;

    static final long EPOCH_MILLIS = LIFETIME_MILLIS;

    private static final int FIRST_PART = 32;
    /** Clocks of two loops are read at different moments. */
    private static final long SKEW_MILLIS = 1_000;

    /** What a cookie turned out to be. */
    public enum Verdict {
        VALID,
        /** Authentic and fresh, but baked for another address: RFC 7016 3.5.1.2. */
        OTHER_ADDRESS,
        EXPIRED,
        FORGED
    }

    private long epoch;
    private Keys current;
    private Keys former;
    private byte[] secret;

    /**
     * @param seed 32 secret random bytes
     * @param originMillis when the first epoch began: the same for all jars of one seed
     */
    public CookieJar(byte[] seed, long originMillis) {
        secret = hash(seed);
        epoch = epochOf(originMillis);
        current = new Keys(secret);
        former = current;
    }

    /** Bakes a cookie. */
    public byte[] bake(InetSocketAddress address, long now) {
        rotate(now);
        return current.cookie(now, address);
    }

    /** Tastes a cookie that came back from an address. */
    public Verdict taste(byte[] cookie, InetSocketAddress address, long now) {
        rotate(now);
        if (cookie.length != COOKIE_LENGTH) {
            return Verdict.FORGED;
        }
        long time = ByteBuffer.wrap(cookie).getLong();
        if (time > now + SKEW_MILLIS) {
            return Verdict.FORGED;
        }
        if (time < now - LIFETIME_MILLIS) {
            return Verdict.EXPIRED;
        }
        byte[] expected = (epochOf(time) < epoch ? former : current).cookie(time, address);
        if (!isSame(expected, cookie, 0, FIRST_PART)) {
            return Verdict.FORGED;
        }
        return isSame(expected, cookie, FIRST_PART, COOKIE_LENGTH) ? Verdict.VALID : Verdict.OTHER_ADDRESS;
    }

    /** Takes the same time wherever they differ. */
    private static boolean isSame(byte[] expected, byte[] cookie, int from, int to) {
        return MessageDigest.isEqual(Arrays.copyOfRange(expected, from, to), Arrays.copyOfRange(cookie, from, to));
    }

    private void rotate(long now) {
        for (long target = epochOf(now); epoch < target; epoch++) {
            secret = hash(secret);
            former = current;
            current = new Keys(secret);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static long epochOf(long time) {
        return Math.floorDiv(time, EPOCH_MILLIS);
    }

    /** The two keys of one epoch. */
    private static final class Keys {
        private static final int BLOCK = 16;
        /** A block for the time, two for an address and its length. */
        private static final int MESSAGE = 3 * BLOCK;

        private final Cipher first;
        private final Cipher second;
        private final byte[] message = new byte[MESSAGE];
        private final byte[] encrypted = new byte[MESSAGE];

        Keys(byte[] secret) {
            byte[] derived = hash(Arrays.copyOf(secret, secret.length + 1)); // the secret itself makes the next one
            first = cipher(derived, 0);
            second = cipher(derived, BLOCK);
        }

        byte[] cookie(long time, InetSocketAddress address) {
            byte[] encoded = EncodedAddress.of(address);
            Arrays.fill(message, (byte) 0);
            ByteBuffer.wrap(message).putLong(time);
            System.arraycopy(encoded, 0, message, BLOCK, encoded.length);
            message[MESSAGE - 1] = (byte) encoded.length;
            byte[] cookie = new byte[COOKIE_LENGTH];
            ByteBuffer.wrap(cookie).putLong(time);
            mac(first, BLOCK, cookie, FIRST_PART - BLOCK);
            mac(second, MESSAGE, cookie, COOKIE_LENGTH - BLOCK);
            return cookie;
        }

        /** The last block of the beginning of the message. */
        private void mac(Cipher cipher, int length, byte[] out, int offset) {
            try {
                cipher.doFinal(message, 0, length, encrypted, 0);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("AES of whole blocks", impossible);
            }
            System.arraycopy(encrypted, length - BLOCK, out, offset, BLOCK);
        }

        private static Cipher cipher(byte[] derived, int offset) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, offset, BLOCK, "AES"), new IvParameterSpec(new byte[BLOCK]));
                return cipher;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has AES", impossible);
            }
        }
    }
}
