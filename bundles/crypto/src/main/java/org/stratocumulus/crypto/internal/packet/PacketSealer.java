package org.stratocumulus.crypto.internal.packet;

import java.util.Arrays;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireWriter;

/** The sending direction of a session: numbers, pads, checks and encrypts (RFC 7425 section 4.7.2). */
final class PacketSealer {
    private static final int CHECKSUM_SIZE = 2;

    private final AesCbc aes;
    private final HmacSha256 hmac;
    private final int hmacLength;
    private final boolean numbered;
    private final WireWriter writer = new WireWriter(new byte[0]);
    private long nextNumber;
    private int head;

    PacketSealer(byte[] key, Verification verification) {
        aes = AesCbc.encrypting(key);
        hmac = verification.newHmac();
        hmacLength = verification.hmacLength();
        numbered = verification.sequenceNumbers();
    }

    /** The longest head, the most padding, and the HMAC. */
    int overhead() {
        return (numbered ? Vlu.MAX_SIZE : 0) + (hmac == null ? CHECKSUM_SIZE : 0) + AesCbc.BLOCK - 1 + hmacLength;
    }

    /** See {@link AesCbc#trim}. */
    void trim() {
        aes.trim();
    }

    int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        int size = prepare(plain, offset, length);
        aes.run(plain, offset - head, size, out, outOffset);
        return finish(size, out, outOffset);
    }

    AesCbc aes() {
        return aes;
    }

    /** Bytes before the plain packet that {@link #prepare} has written last. */
    int head() {
        return head;
    }

    /** Numbers, checks and pads. @return bytes to encrypt, from {@link #head} before the plain packet on */
    int prepare(byte[] plain, int offset, int length) {
        head = (numbered ? Vlu.size(nextNumber) : 0) + (hmac == null ? CHECKSUM_SIZE : 0);
        int begin = offset - head;
        int size = head + length + AesCbc.BLOCK - 1 & -AesCbc.BLOCK;
        Arrays.fill(plain, offset + length, begin + size, (byte) 0xff);
        writer.reset(plain, begin, offset);
        if (numbered) {
            // RFC 7425 4.6.6: from zero, by one, never again
            writer.vlu(nextNumber++);
        }
        if (hmac == null) {
            // RFC 7425 4.7.3.1: over the padded packet behind the checksum field
            writer.u16(Checksum.of(plain, offset, size - head));
        }
        return size;
    }

    /** Bytes of a packet of which so many are encrypted. */
    int sealedSize(int size) {
        return size + hmacLength;
    }

    /** Adds the HMAC behind the encrypted bytes. @return bytes of the packet */
    int finish(int size, byte[] out, int outOffset) {
        if (hmac != null) {
            // RFC 7425 4.7.3.2: over the encrypted blocks
            System.arraycopy(hmac.compute(out, outOffset, size), 0, out, outOffset + size, hmacLength);
        }
        return sealedSize(size);
    }
}
