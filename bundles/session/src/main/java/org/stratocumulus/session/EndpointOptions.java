package org.stratocumulus.session;

/**
 * Limits and habits of an {@link Endpoint}. May be replaced while it runs.
 *
 * @param sessions sessions at most, closing ones included; beyond it hellos are not answered
 * @param handshakesPerSecond IIKeyings taken for keying per second, over all loops
 * @param hellosPerSecond hellos answered per second, over all loops: the bound of what spoofed hellos can reflect
 * @param keyingQueue keyings that one loop may have under way; from three quarters on hellos are not answered
 * @param maxPacket bytes of the largest datagram to send, 548 to 1500; a session keeps what it was opened with
 * @param pathMaxPacket bytes of the largest datagram that path MTU discovery tries (RFC 7016 section 3.5.4.3), up to 1500; none is tried
 *     when it is not above maxPacket
 * @param keepaliveMillis the keepalive period of a new session, see {@link Session#keepalive}; 0 for none
 * @param openTimeoutMillis the ultimate open timeout (RFC 7016 section 3.5.1.1.1)
 * @param forwardedHello what to do on a Forwarded IHello
 */
public record EndpointOptions(int sessions, int handshakesPerSecond, int hellosPerSecond, int keyingQueue, int maxPacket, int pathMaxPacket,
        long keepaliveMillis, long openTimeoutMillis, ForwardedHello forwardedHello) {

    /** The choices of RFC 7016 section 3.5.1.1.2 on receipt of a Forwarded IHello that selects this endpoint. */
    public enum ForwardedHello {
        /** Answer the initiator as though the hello had come from it. */
        RESPOND,
        /** Send the initiator an Implied Redirect, so that it says hello directly. */
        IMPLIED_REDIRECT,
        /** Do nothing: right for a server, which is reachable without help. */
        IGNORE
    }

    /** @throws IllegalArgumentException naming the setting and the value that is out of range */
    public EndpointOptions {
        check("sessions", sessions, 1, Integer.MAX_VALUE / 4);
        check("handshakesPerSecond", handshakesPerSecond, 1, 1_000_000);
        check("hellosPerSecond", hellosPerSecond, 1, 10_000_000);
        check("keyingQueue", keyingQueue, 1, 1_000_000);
        check("maxPacket", maxPacket, 548, 1500);
        check("pathMaxPacket", pathMaxPacket, 0, 1500);
        check("keepaliveMillis", keepaliveMillis, 0, 86_400_000);
        check("openTimeoutMillis", openTimeoutMillis, 1, 86_400_000);
    }

    /** What suits a server: 1192-byte packets, 95 s to open, 15 s keepalive. */
    public static EndpointOptions defaults() {
        return new EndpointOptions(100_000, 5_000, 20_000, 1_024, 1_192, 0, 15_000, 95_000, ForwardedHello.IGNORE);
    }

    /** These options with another {@link #sessions}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withSessions(int limit) {
        return new EndpointOptions(limit, handshakesPerSecond, hellosPerSecond, keyingQueue, maxPacket, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with other {@link #handshakesPerSecond}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withHandshakesPerSecond(int limit) {
        return new EndpointOptions(sessions, limit, hellosPerSecond, keyingQueue, maxPacket, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with other {@link #hellosPerSecond}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withHellosPerSecond(int limit) {
        return new EndpointOptions(sessions, handshakesPerSecond, limit, keyingQueue, maxPacket, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with another {@link #keyingQueue}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withKeyingQueue(int limit) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, limit, maxPacket, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with another {@link #maxPacket}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withMaxPacket(int bytes) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, keyingQueue, bytes, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with another {@link #pathMaxPacket}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withPathMaxPacket(int bytes) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, keyingQueue, maxPacket, bytes, keepaliveMillis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with other {@link #keepaliveMillis}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withKeepalive(long millis) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, keyingQueue, maxPacket, pathMaxPacket, millis,
                openTimeoutMillis, forwardedHello);
    }

    /** These options with other {@link #openTimeoutMillis}. @throws IllegalArgumentException when it is out of range */
    public EndpointOptions withOpenTimeout(long millis) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, keyingQueue, maxPacket, pathMaxPacket, keepaliveMillis,
                millis, forwardedHello);
    }

    /** These options with another {@link #forwardedHello}. */
    public EndpointOptions withForwardedHello(ForwardedHello choice) {
        return new EndpointOptions(sessions, handshakesPerSecond, hellosPerSecond, keyingQueue, maxPacket, pathMaxPacket, keepaliveMillis,
                openTimeoutMillis, choice);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " = " + value + " is not in " + least + ".." + most);
        }
    }
}
