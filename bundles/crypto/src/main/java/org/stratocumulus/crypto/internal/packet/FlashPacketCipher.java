package org.stratocumulus.crypto.internal.packet;

import java.nio.charset.StandardCharsets;
import org.stratocumulus.crypto.PacketCipher;

/** The packet encryption of the Flash profile, RFC 7425 section 4.7: two independent directions. */
public final class FlashPacketCipher implements PacketCipher {
    /** RFC 7425 section 4.1. */
    private static final byte[] DEFAULT_SESSION_KEY = "Adobe Systems 02".getBytes(StandardCharsets.UTF_8);

    private final PacketSealer sealer;
    private final PacketOpener opener;

    /**
     * @param encryptKey at least 16 bytes, of which the first 16 are used (RFC 7425 section 4.6.3)
     * @param decryptKey likewise
     * @param sent how packets that this end sends can be verified
     * @param received how packets from the far end are verified
     */
    public FlashPacketCipher(byte[] encryptKey, byte[] decryptKey, Verification sent, Verification received) {
        // RFC 7425 4.6.3: the first 128 bits of each
        byte[] keys = new byte[2 * AesCbc.BLOCK];
        System.arraycopy(encryptKey, 0, keys, 0, AesCbc.BLOCK);
        System.arraycopy(decryptKey, 0, keys, AesCbc.BLOCK, AesCbc.BLOCK);
        sealer = new PacketSealer(AesCbc.encrypting(keys, 0), sent);
        opener = new PacketOpener(AesCbc.decrypting(keys, AesCbc.BLOCK), received);
    }

    /** A cipher for the Default Session Key (RFC 7425 section 4.1). */
    public static FlashPacketCipher ofDefaultSessionKey() {
        return new FlashPacketCipher(DEFAULT_SESSION_KEY, DEFAULT_SESSION_KEY, Verification.CHECKSUM, Verification.CHECKSUM);
    }

    PacketSealer sealer() {
        return sealer;
    }

    @Override
    public int overhead() {
        return sealer.overhead();
    }

    @Override
    public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        return sealer.seal(plain, offset, length, out, outOffset);
    }

    @Override
    public int open(byte[] in, int offset, int length, byte[] plain) {
        return opener.open(in, offset, length, plain);
    }

    @Override
    public void trim() {
        sealer.trim();
        opener.trim();
    }
}
