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
    private final ReplayWindow window;
    private final WireReader reader = new WireReader(new byte[0]);

    PacketOpener(byte[] key, Verification verification) {
        aes = AesCbc.decrypting(key);
        hmac = verification.newHmac();
        hmacLength = verification.hmacLength();
        window = verification.sequenceNumbers() ? new ReplayWindow() : null;
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
        reader.reset(plain, 0, size);
        try {
            return window == null ? verify() : verifyNumbered();
        } catch (WireException e) {
            return PacketCipher.INVALID;
        }
    }

    private int verifyNumbered() {
        long number = reader.vlu();
        if (!window.isNew(number)) {
            return PacketCipher.INVALID;
        }
        int opened = verify();
        if (opened != PacketCipher.INVALID) {
            window.mark(number);
        }
        return opened;
    }

    private int verify() {
        if (hmac == null && reader.u16() != Checksum.of(reader.array(), reader.position(), reader.remaining())) {
            return PacketCipher.INVALID;
        }
        return reader.remaining() << 16 | reader.position();
    }
}
