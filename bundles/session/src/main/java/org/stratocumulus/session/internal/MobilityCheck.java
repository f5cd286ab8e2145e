package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Ping messages that verify a far end's new address (RFC 7016 section 3.5.4.2):
 *
 * <pre>
 *  'M' | time, 8 bytes | MAC(secret; 'M', time, session id, address), 16 bytes
 * </pre>
 *
 * One secret serves a loop, for the session id is part of what is hashed; so a session needs none. Confined to its loop.
 */
final class MobilityCheck {
    /** RFC 7016 3.5.4.2: MOB_TX_TS at least one second in the past. */
    static final long PERIOD_MILLIS = 1_000;
    /** RFC 7016 3.5.4.2: not more than 120 seconds in the past. */
    static final long VALID_MILLIS = 120_000;

    private static final byte MARK = 'M';
    private static final int MAC_LENGTH = 16;
    private static final int LENGTH = 1 + Long.BYTES + MAC_LENGTH;
    private static final int HASHED = 1 + Long.BYTES + Integer.BYTES;

    private final Mac mac;

    /** @param secret at least 16 random bytes (MOB_SECRET) */
    MobilityCheck(byte[] secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    /** The message of a Ping to the address that is to be verified. */
    byte[] message(int sessionId, InetSocketAddress address, long now) {
        ByteBuffer message = ByteBuffer.allocate(LENGTH);
        message.put(MARK).putLong(now).put(hash(sessionId, address, now), 0, MAC_LENGTH);
        return message.array();
    }

    /** Whether the message of a Ping Reply has the form of a mobility check. */
    static boolean isMobilityCheck(byte[] data, int offset, int length) {
        return length == LENGTH && data[offset] == MARK;
    }

    /**
     * The time in an authentic message, or {@link Long#MIN_VALUE} for one that is not authentic, or too old.
     *
     * @param address the source address of the packet with the Ping Reply
     */
    long verify(byte[] data, int offset, int sessionId, InetSocketAddress address, long now) {
        long time = ByteBuffer.wrap(data, offset + 1, Long.BYTES).getLong();
        byte[] claimed = Arrays.copyOfRange(data, offset + 1 + Long.BYTES, offset + LENGTH);
        byte[] expected = Arrays.copyOf(hash(sessionId, address, time), MAC_LENGTH);
        boolean fresh = time <= now && now - time <= VALID_MILLIS;
        return fresh && MessageDigest.isEqual(expected, claimed) ? time : Long.MIN_VALUE;
    }

    private byte[] hash(int sessionId, InetSocketAddress address, long time) {
        mac.update(ByteBuffer.allocate(HASHED).put(MARK).putLong(time).putInt(sessionId).array());
        return mac.doFinal(EncodedAddress.of(address));
    }
}
