package org.stratocumulus.crypto.internal.packet;

import java.util.Arrays;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireWriter;

/** The sending direction of a session: numbers, pads, checks and encrypts (RFC 7425 section 4.7.2). */
final class PacketSealer {
    private final AesCbc aes;
    private final HmacSha256 hmac;
    private final int hmacLength;
    /** Writes the numbers; null where packets have none. */
    private final WireWriter numbers;
    private long nextNumber;
    private int head;

    PacketSealer(AesCbc encrypting, Verification verification) {
        aes = encrypting;
        hmac = verification.newHmac();
        hmacLength = verification.hmacLength();
        numbers = verification.sequenceNumbers() ? new WireWriter(new byte[0]) : null;
    }

    /** The longest head, the most padding, and the HMAC. */
    int overhead() {
        return (numbers != null ? Vlu.MAX_SIZE : 0) + (hmac == null ? Checksum.SIZE : 0) + AesCbc.BLOCK - 1 + hmacLength;
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
        head = (numbers != null ? Vlu.size(nextNumber) : 0) + (hmac == null ? Checksum.SIZE : 0);
        int begin = offset - head;
        int size = head + length + AesCbc.BLOCK - 1 & -AesCbc.BLOCK;
        Arrays.fill(plain, offset + length, begin + size, (byte) 0xff);
        if (numbers != null) {
            // RFC 7425 4.6.6: from zero, by one, never again
            numbers.reset(plain, begin, offset).vlu(nextNumber++);
        }
        if (hmac == null) {
            // RFC 7425 4.7.3.1: over the padded packet behind the checksum field
            Checksum.write(Checksum.of(plain, offset, size - head), plain, offset - Checksum.SIZE);
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
