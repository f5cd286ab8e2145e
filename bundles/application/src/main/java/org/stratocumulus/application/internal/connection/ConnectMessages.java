package org.stratocumulus.application.internal.connection;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The connect messages of this node's clients. Those of one site say the same, and what they say is the largest thing that an idle
 * connection holds: equal ones are held once, as far as a few that came lately are remembered. Any thread.
 */
final class ConnectMessages {
    /** How many are remembered; an equal one takes the place of another by its hash. */
    static final int REMEMBERED = 64;
    /** Bytes of the longest that is remembered: what is longer, few have in common. */
    static final int LONGEST = 1024;

    /**
     * What one client, or several, said.
     *
     * @param path of the connect
     * @param message the whole RTMP message: read again by who asks for it, it takes a fifth of what it takes when read
     */
    record Said(String path, byte[] message) {
        /** Before a client has said anything. */
        static final Said NOTHING = new Said(null, null);
    }

    private final AtomicReferenceArray<Said> recent = new AtomicReferenceArray<>(REMEMBERED);

    /** @param message is not changed any more */
    Said of(String path, byte[] message) {
        Said said = new Said(path, message);
        if (message.length > LONGEST) {
            return said;
        }
        int place = Math.floorMod(Arrays.hashCode(message), REMEMBERED);
        Said former = recent.get(place);
        if (former != null && Arrays.equals(former.message(), message)) {
            return former;
        }
        recent.set(place, said);
        return said;
    }
}
