package org.stratocumulus.crypto;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts packets of several sessions side by side. A packet's cipher chain has each block wait for the one before; the chains of eight
 * sessions need not wait for each other, so that eight packets cost little more than half of what they cost one by one. Confined to one
 * thread.
 */
@ProviderType
public interface PacketBatch {
    /** Packets that are worth waiting for; more may be added. */
    int WIDTH = 8;

    /**
     * Adds one packet; everything is as for {@link PacketCipher#seal}, but the arrays must stay as they are, and the encrypted packet is
     * there, after {@link #run}. Packets of one cipher keep their order.
     *
     * @return bytes that will have been written to out
     */
    int add(PacketCipher cipher, byte[] plain, int offset, int length, byte[] out, int outOffset);

    /** Finishes every packet that was added. */
    void run();
}
