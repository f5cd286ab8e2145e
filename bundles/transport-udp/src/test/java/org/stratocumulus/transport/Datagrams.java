package org.stratocumulus.transport;

import java.nio.ByteBuffer;

/** Datagrams with the words that carry a session id (RFC 7016 2.2.2). */
final class Datagrams {
    private Datagrams() {
    }

    /** Scrambled session id, two words that look encrypted, a number. */
    static byte[] of(int sessionId, int number) {
        int first = 0x5eed0000 + number * 0x01010101;
        int second = ~number * 31;
        return ByteBuffer.allocate(16).putInt(sessionId ^ first ^ second).putInt(first).putInt(second).putInt(number).array();
    }

    /** The number at the end of {@link #of}. */
    static int number(byte[] datagram) {
        return ByteBuffer.wrap(datagram).getInt(12);
    }
}
