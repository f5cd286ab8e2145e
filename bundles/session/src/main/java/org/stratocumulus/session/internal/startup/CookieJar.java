package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.stratocumulus.session.internal.EncodedAddress;

/**
 * Bakes and tastes the cookies of RHello (RFC 7016 sections 3.5.1.1.2 and 3.5.1.2): stateless proof that an initiator
 * receives at its address. A cookie has the 64 bytes that Adobe-derived clients expect:
 *
 * <pre>
 *  0       8                        32                                        64
 *  | time  | MAC(time), 24 bytes     | MAC(time, its MAC, address), 32 bytes    |
 *  |  first part: this jar baked it  |  second part: for this address           |
 * </pre>
 *
 * Keys last one epoch of {@value #EPOCH_MILLIS} ms and are each the hash of the one before, which is then forgotten; the
 * jars of all loops begin with one seed and so agree. Confined to its loop.
 */
public final class CookieJar {
    /** Length of a cookie in bytes. */
    public static final int COOKIE_LENGTH = 64;

    /** How long a cookie is good. RFC 7016 3.5.1.1.2: not less than 95 seconds. */
    public static final long LIFETIME_MILLIS = 120_000;

    static final long EPOCH_MILLIS = LIFETIME_MILLIS;

    private static final int TIME = 8;
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
    private Mac current;
    private Mac former;
    private byte[] key;

    /**
     * @param seed 32 secret random bytes
     * @param originMillis when the first epoch began: the same for all jars of one seed
     */
    public CookieJar(byte[] seed, long originMillis) {
        key = seed.clone();
        epoch = epochOf(originMillis);
        current = mac(key);
        former = current;
    }

    /** Bakes a cookie. */
    public byte[] bake(InetSocketAddress address, long now) {
        rotate(now);
        ByteBuffer cookie = ByteBuffer.allocate(COOKIE_LENGTH);
        cookie.putLong(now);
        cookie.put(firstMac(current, cookie.array()), 0, FIRST_PART - TIME);
        cookie.put(secondMac(current, cookie.array(), address));
        return cookie.array();
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
        Mac mac = epochOf(time) < epoch ? former : current;
        byte[] first = Arrays.copyOf(firstMac(mac, cookie), FIRST_PART - TIME);
        if (!MessageDigest.isEqual(first, Arrays.copyOfRange(cookie, TIME, FIRST_PART))) {
            return Verdict.FORGED;
        }
        byte[] second = Arrays.copyOfRange(cookie, FIRST_PART, COOKIE_LENGTH);
        return MessageDigest.isEqual(secondMac(mac, cookie, address), second) ? Verdict.VALID : Verdict.OTHER_ADDRESS;
    }

    private void rotate(long now) {
        for (long target = epochOf(now); epoch < target; epoch++) {
            key = current.doFinal(key);
            former = current;
            current = mac(key);
        }
    }

    private static byte[] firstMac(Mac mac, byte[] cookie) {
        mac.update(cookie, 0, TIME);
        return mac.doFinal();
    }

    private static byte[] secondMac(Mac mac, byte[] cookie, InetSocketAddress address) {
        mac.update(cookie, 0, FIRST_PART);
        return mac.doFinal(EncodedAddress.of(address));
    }

    private static long epochOf(long time) {
        return Math.floorDiv(time, EPOCH_MILLIS);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
