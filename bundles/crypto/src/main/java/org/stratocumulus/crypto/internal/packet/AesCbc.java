package org.stratocumulus.crypto.internal.packet;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * AES-128-CBC in one direction, every packet from an initialization vector of 16 zero bytes (RFC 7425 section 4.7.1).
 *
 * <p>The JDK's AES wants separate heap arrays for input and output and no {@code init} per packet; a finished packet leaves it at the
 * initialization vector again. A session that is worth it has a cipher of its own; others, which are most, borrow one of the
 * thread's {@linkplain SharedCiphers shared ones}.
 */
final class AesCbc {
    static final int BLOCK = 16;
    /** Packets between two calls of {@link #trim} that are worth a cipher of one's own: more than keeping alive, or connecting, takes. */
    static final int MANY = 16;

    private final byte mode;
    /** See {@link SharedCiphers#place}. */
    private byte place;
    private final byte[] keys;
    private final int offset;
    private Cipher own;
    private int packets;

    private AesCbc(int mode, byte[] keys, int offset) {
        this.mode = (byte) mode;
        this.keys = keys;
        this.offset = offset;
    }

    /** @param keys which have the key of 128 bits at the offset, and never change: an array serves both directions of a session */
    static AesCbc encrypting(byte[] keys, int offset) {
        return new AesCbc(Cipher.ENCRYPT_MODE, keys, offset);
    }

    /** @param keys as for {@link #encrypting} */
    static AesCbc decrypting(byte[] keys, int offset) {
        return new AesCbc(Cipher.DECRYPT_MODE, keys, offset);
    }

    /** @param length a multiple of {@link #BLOCK} for which both arrays, not the same one, have room */
    void run(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        try {
            cipher().doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-128-CBC of " + length + " bytes", e);
        }
    }

    /** The cipher for the next packet, which is to be used at once. */
    private Cipher cipher() throws GeneralSecurityException {
        packets++;
        if (own == null) {
            if (packets <= MANY) {
                SharedCiphers shared = SharedCiphers.ofThread(mode);
                place = shared.place(keys, offset, place);
                return shared.at(place);
            }
            own = SharedCiphers.own(mode, keys, offset);
        }
        return own;
    }

    /** A cipher that nobody else uses meanwhile, so that the packet may be encrypted in pieces; null when there is none. */
    Cipher ownCipher() throws GeneralSecurityException {
        return own == null && packets < MANY ? null : cipher();
    }

    /** Gives the cipher back unless there were {@link #MANY} packets since the last call. */
    void trim() {
        if (packets <= MANY) {
            own = null;
        }
        packets = 0;
    }

    boolean hasOwnCipher() {
        return own != null;
    }
}
