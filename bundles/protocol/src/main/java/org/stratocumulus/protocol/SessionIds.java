package org.stratocumulus.protocol;

/**
 * The scrambling of session ids in Multiplex packets, RFC 7016 section 2.2.2: the id is exclusive-ored with the first two 32 bit words of
 * the encrypted packet that follows it, which counts as padded with zeros if it is shorter than that.
 */
public final class SessionIds {

    /** Bytes of the Scrambled Session ID at the head of a datagram. */
    public static final int SIZE = 4;

    /** The startup pseudo-session, which implies the Default Session Key. */
    public static final int STARTUP = 0;

    private SessionIds() {
    }

    /**
     * Reads the session id of a datagram, which is left as it is.
     *
     * @param datagram holds the Scrambled Session ID at {@code off} and the encrypted packet after it
     * @param len bytes of both
     * @return the plain session id
     * @throws WireException if {@code len} is too short for an id
     */
    public static int unscramble(byte[] datagram, int off, int len) {
        if (len < SIZE) {
            throw new WireException("scrambledSessionID: truncated");
        }
        return word(datagram, off, off + len) ^ mask(datagram, off, len);
    }

    /**
     * Writes the scrambled id in front of an encrypted packet.
     *
     * @param sessionId the plain session id
     * @param datagram gets the Scrambled Session ID at {@code off} and already holds the encrypted packet after it
     * @param len bytes of both
     * @throws WireException if {@code len} is too short for an id
     */
    public static void scramble(int sessionId, byte[] datagram, int off, int len) {
        if (len < SIZE) {
            throw new WireException("scrambledSessionID: out of room");
        }
        int scrambled = sessionId ^ mask(datagram, off, len);
        datagram[off] = (byte) (scrambled >>> 24);
        datagram[off + 1] = (byte) (scrambled >>> 16);
        datagram[off + 2] = (byte) (scrambled >>> 8);
        datagram[off + 3] = (byte) scrambled;
    }

    private static int mask(byte[] datagram, int off, int len) {
        int end = off + len;
        return word(datagram, off + SIZE, end) ^ word(datagram, off + 2 * SIZE, end);
    }

    /** Four bytes from {@code off}, those from {@code end} on being 0. */
    private static int word(byte[] datagram, int off, int end) {
        int word = 0;
        for (int i = off; i < off + 4; i++) {
            word = word << 8 | (i < end ? datagram[i] & 0xff : 0);
        }
        return word;
    }
}
