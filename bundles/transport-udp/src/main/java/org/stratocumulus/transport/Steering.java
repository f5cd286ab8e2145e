package org.stratocumulus.transport;

import java.net.InetSocketAddress;

/**
 * Which loop a datagram belongs to: its session id modulo the number of loops, unsigned; for startup packets, whose id is
 * 0, a hash of the source address in place of the id. {@link SteeringProgram} computes the same in the kernel.
 */
final class Steering {
    /** A shorter datagram has no session id (RFC 7016 2.2.2). */
    static final int MIN_LENGTH = 4;

    private Steering() {
    }

    /** The loop, from 0. The datagram has at least {@link #MIN_LENGTH} bytes. */
    static int loopOf(InetSocketAddress from, byte[] data, int length, int loops) {
        int id = sessionId(data, length);
        return Integer.remainderUnsigned(id != 0 ? id : hash(from), loops);
    }

    /** RFC 7016 2.2.2: sessionID = scrambledSessionID XOR first32[0] XOR first32[1]. */
    static int sessionId(byte[] data, int length) {
        return word(data, 0, length) ^ word(data, 4, length) ^ word(data, 8, length);
    }

    /** The 32-bit words of the address and the port, all combined by exclusive or. */
    static int hash(InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        int hash = from.getPort();
        for (int at = 0; at < address.length; at += 4) {
            hash ^= word(address, at, address.length);
        }
        return hash;
    }

    /** RFC 7016 2.2.2: a packet that ends early is treated as if it were padded with zeros. */
    private static int word(byte[] data, int at, int length) {
        if (at + 4 <= length) {
            return data[at] << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8 | data[at + 3] & 0xff;
        }
        int word = 0;
        for (int i = at; i < at + 4; i++) {
            word = word << 8 | (i < length ? data[i] & 0xff : 0);
        }
        return word;
    }
}
