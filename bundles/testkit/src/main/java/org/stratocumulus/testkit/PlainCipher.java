package org.stratocumulus.testkit;

import java.nio.ByteBuffer;
import org.stratocumulus.crypto.PacketCipher;

/**
 * Encrypts nothing:
 *
 * <pre>
 *  key number, 4 bytes | plain packet
 * </pre>
 *
 * A packet under another key is refused, a damaged one is not: so damage reaches the code behind the cipher.
 */
public final class PlainCipher implements PacketCipher {
    /** The number of the Default Session Key. */
    public static final int DEFAULT_KEY = 0;

    static final int PREFIX = 4;

    private final int key;

    public PlainCipher(int key) {
        this.key = key;
    }

    @Override
    public int overhead() {
        return PREFIX;
    }

    @Override
    public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        // what the contract lets a cipher overwrite is overwritten
        for (int i = 1; i <= HEADROOM; i++) {
            plain[offset - i] = (byte) 0xde;
        }
        for (int i = 0; i < TAILROOM; i++) {
            plain[offset + length + i] = (byte) 0xad;
        }
        ByteBuffer.wrap(out).putInt(outOffset, key);
        System.arraycopy(plain, offset, out, outOffset + PREFIX, length);
        return PREFIX + length;
    }

    @Override
    public int open(byte[] in, int offset, int length, byte[] plain) {
        if (length < PREFIX || ByteBuffer.wrap(in).getInt(offset) != key) {
            return INVALID;
        }
        System.arraycopy(in, offset, plain, 0, length);
        return length - PREFIX << 16 | PREFIX;
    }

    @Override
    public void trim() {
        // holds nothing
    }
}
