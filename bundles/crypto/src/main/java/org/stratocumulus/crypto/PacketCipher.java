package org.stratocumulus.crypto;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts, decrypts and verifies the packets of one session, or of startup (RFC 7016 section 2.2.3; RFC 7425 section
 * 4.6). Confined to one thread. Neither call allocates in steady state. Input and output are different arrays.
 */
@ProviderType
public interface PacketCipher {
    /** Bytes that the caller leaves free before the plain packet: room for checksum and session sequence number. */
    int HEADROOM = 16;

    /** Bytes that the caller leaves free behind the plain packet, for padding. */
    int TAILROOM = 16;

    /** What {@link #open} answers for a packet that must be discarded. */
    int INVALID = -1;

    /** The most bytes by which a sealed packet can exceed the plain one. */
    int overhead();

    /**
     * Encrypts one packet. Overwrites the headroom and tailroom of the input.
     *
     * @param plain holds the packet, with {@link #HEADROOM} free bytes before offset and {@link #TAILROOM} behind its end
     * @param offset where the plain packet (RFC 7016 section 2.2.4) begins
     * @param length of the plain packet
     * @param out receives the encrypted packet
     * @param outOffset where in out to put it
     * @return bytes written to out
     */
    int seal(byte[] plain, int offset, int length, byte[] out, int outOffset);

    /**
     * Decrypts and verifies one packet: cipher, checksum or HMAC, and the session sequence number where negotiated.
     *
     * @param in holds the encrypted packet
     * @param plain receives decrypted bytes; needs the room of the input
     * @return where the plain packet begins in plain (low 16 bits) and its length (next 16 bits), packed by
     *     {@code length << 16 | begin}, or {@link #INVALID} for a packet that is damaged, forged or a replay
     */
    int open(byte[] in, int offset, int length, byte[] plain);

    /** To be called now and then, a few times a minute: gives back memory that the traffic since the last call does not need. */
    void trim();
}
