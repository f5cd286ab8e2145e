package org.stratocumulus.crypto.internal.packet;

import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;

/** The receiving direction of a session: verifies, decrypts and refuses replays (RFC 7425 section 4.7.3). */
final class PacketOpener {
    /** The longest encrypted packet that is looked at: far above any MTU, and its length fits what open answers. */
    static final int MAX_PACKET = 0x7fff;

    private final AesCbc aes;
    private final HmacSha256 hmac;
    private final int hmacLength;
    /** Null where packets are not numbered, and so is the reader. */
    private final ReplayWindow window;
    private final WireReader reader;

    PacketOpener(AesCbc decrypting, Verification verification) {
        aes = decrypting;
        hmac = verification.newHmac();
        hmacLength = verification.hmacLength();
        window = verification.sequenceNumbers() ? new ReplayWindow() : null;
        reader = verification.sequenceNumbers() ? new WireReader(new byte[0]) : null;
    }

    /** See {@link AesCbc#trim}. */
    void trim() {
        aes.trim();
    }

    int open(byte[] in, int offset, int length, byte[] plain) {
        int size = length - hmacLength;
        if (size < AesCbc.BLOCK || size % AesCbc.BLOCK != 0 || length > MAX_PACKET || size > plain.length) {
            return PacketCipher.INVALID;
        }
        if (hmac != null && !hmac.matches(in, offset, size, offset + size, hmacLength)) {
            return PacketCipher.INVALID;
        }
        aes.run(in, offset, size, plain, 0);
        return window == null ? verify(plain, 0, size) : verifyNumbered(plain, size);
    }

    private int verifyNumbered(byte[] plain, int size) {
        long number;
        try {
            number = reader.reset(plain, 0, size).vlu();
        } catch (WireException e) {
            return PacketCipher.INVALID;
        }
        if (!window.isNew(number)) {
            return PacketCipher.INVALID;
        }
        int opened = verify(plain, reader.position(), size);
        if (opened != PacketCipher.INVALID) {
            window.mark(number);
        }
        return opened;
    }

    private int verify(byte[] plain, int offset, int end) {
        int begin = offset + (hmac == null ? Checksum.SIZE : 0);
        if (begin > end || hmac == null && Checksum.read(plain, offset) != Checksum.of(plain, begin, end - begin)) {
            return PacketCipher.INVALID;
        }
        return end - begin << 16 | begin;
    }
}
