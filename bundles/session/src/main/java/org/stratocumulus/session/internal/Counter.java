package org.stratocumulus.session.internal;

/** What one loop's engine counts. The name is what the console and monitoring show. */
public enum Counter {
    DATAGRAMS_IN("datagrams.in"),
    DATAGRAMS_OUT("datagrams.out"),
    DROPPED_SHORT("dropped.short"),
    /** A session id that no session has. */
    DROPPED_SESSION_ID("dropped.sessionId"),
    /** Damaged, forged or repeated packets. */
    DROPPED_DECRYPT("dropped.decrypt"),
    /** Startup mark in a session, session mark at startup, or this end's own mark (RFC 7016 section 2.2.4). */
    DROPPED_MODE("dropped.mode"),
    DROPPED_MALFORMED_PACKET("dropped.malformedPacket"),
    IGNORED_MALFORMED_CHUNK("ignored.malformedChunk"),
    /** User data and acknowledgements that are not well formed, and user data beyond a limit of flows. */
    IGNORED_FLOW_CHUNK("ignored.flowChunk"),
    /** Chunks of unknown type, of the wrong place, or more of them than one packet may carry. */
    IGNORED_CHUNK("ignored.chunk"),
    HELLO_IN("hello.in"),
    HELLO_ANSWERED("hello.answered"),
    HELLO_REDIRECTED("hello.redirected"),
    /** Not for this endpoint, or ignored by a router. */
    HELLO_IGNORED("hello.ignored"),
    /** More than limit.hellosPerSecond. */
    HELLO_LIMITED("hello.limited"),
    /** Not answered because keying is saturated, the endpoint is full, or nobody accepts sessions. */
    HELLO_SHED("hello.shed"),
    COOKIE_FORGED("cookie.forged"),
    COOKIE_EXPIRED("cookie.expired"),
    COOKIE_CHANGED("cookie.changed"),
    KEYING_IN("keying.in"),
    /** Repeated by an initiator whose session is open already. */
    KEYING_REPEATED("keying.repeated"),
    /** Repeated while the first one is still being worked on. */
    KEYING_PENDING("keying.pending"),
    /** More than limit.handshakesPerSecond. */
    KEYING_LIMITED("keying.limited"),
    /** No room in the keying queue. */
    KEYING_SHED("keying.shed"),
    /** Certificate, signature or keying component not acceptable. */
    KEYING_REFUSED("keying.refused"),
    /** In order, but without the group, HMAC or session sequence numbers that this end demands. */
    KEYING_DEMANDED("keying.demanded"),
    /** From the address of an open session of another identity (RFC 7016 section 3.5.1.1.2). */
    KEYING_BLOCKED("keying.blocked"),
    /** More than limit.sessions. */
    KEYING_FULL("keying.full"),
    GLARE_WON("glare.won"),
    GLARE_LOST("glare.lost"),
    FRAGMENTED_PACKETS("fragment.packets"),
    /** Fragments that no reassembly buffer could take. */
    FRAGMENT_REFUSED("fragment.refused"),
    /** Reassembly given up for want of progress. */
    FRAGMENT_EXPIRED("fragment.expired"),
    SESSIONS_OPENED("sessions.opened"),
    SESSIONS_CLOSED("sessions.closed"),
    SESSIONS_OVERRIDDEN("sessions.overridden"),
    /** Declared dead by keepalive, or never heard of after keying. */
    SESSIONS_DEAD("sessions.dead"),
    OPENINGS_FAILED("openings.failed"),
    MOBILITY_CHECKS("mobility.checks"),
    MOBILITY_MOVES("mobility.moves"),
    MOBILITY_FORGED("mobility.forged"),
    /** Probes of path MTU discovery. */
    PATH_PROBES("path.probes"),
    /** The path of a session was found to carry larger datagrams. */
    PATH_RAISED("path.raised"),
    /** The path of a session changed, or swallowed large datagrams. */
    PATH_LOWERED("path.lowered"),
    /** Work for another loop that had too much of it waiting. */
    HANDOVER_REFUSED("handover.refused"),
    /** Exceptions of listeners and routers that were caught; each is a defect of theirs. */
    FAILURES("failures");

    private final String label;

    Counter(String label) {
        this.label = label;
    }

    /** The name to show. */
    public String label() {
        return label;
    }
}
