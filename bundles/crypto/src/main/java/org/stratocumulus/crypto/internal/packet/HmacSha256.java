package org.stratocumulus.crypto.internal.packet;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) with one key. Holds the two padded key blocks instead of a {@code Mac}: with the thread's one digest, shared by
 * all sessions of a loop, a call allocates nothing. Any key length is allowed, 0 included. For one thread at a time.
 */
public final class HmacSha256 {
    /** Length of the whole code in bytes. */
    public static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(HmacSha256::newDigest);

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] code = new byte[LENGTH];

    /** @param key is copied */
    public HmacSha256(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256(key, 0, key.length) : key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
    }

    /** HMAC-SHA256(key, message) in the order of arguments of RFC 7425 section 4.6. */
    public static byte[] of(byte[] key, byte[] message) {
        return new HmacSha256(key).compute(message, 0, message.length).clone();
    }

    /** SHA-256 of a part of an array. */
    public static byte[] sha256(byte[] bytes, int offset, int length) {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        digest.update(bytes, offset, length);
        return digest.digest();
    }

    /** The code of a part of an array, in an array that the next call overwrites. */
    byte[] compute(byte[] bytes, int offset, int length) {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        digest.update(inner);
        digest.update(bytes, offset, length);
        finish(digest);
        digest.update(outer);
        digest.update(code);
        finish(digest);
        return code;
    }

    /** Whether the code of a part of an array begins with the given bytes; takes the same time wherever they differ. */
    boolean matches(byte[] bytes, int offset, int length, int codeOffset, int codeLength) {
        byte[] expected = compute(bytes, offset, length);
        int difference = 0;
        for (int i = 0; i < codeLength; i++) {
            difference |= expected[i] ^ bytes[codeOffset + i];
        }
        return difference == 0;
    }

    private void finish(MessageDigest digest) {
        try {
            digest.digest(code, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
