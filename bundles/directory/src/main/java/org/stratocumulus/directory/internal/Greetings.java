package org.stratocumulus.directory.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * Whom to greet again: linked nodes that have not shown that they heard the greeting. A node without a directory never will, so the pauses grow.
 * Guarded by the {@link Directory}.
 */
final class Greetings {
    static final long FIRST_PAUSE = 1_000;
    static final long LONGEST_PAUSE = 60_000;

    private final Map<ServerNode, Unheard> unheard = new HashMap<>();

    private record Unheard(long next, long pause) {
    }

    /** A node is greeted for the first time, or with something new. */
    void begin(ServerNode server, long now) {
        unheard.put(server, new Unheard(now + FIRST_PAUSE, FIRST_PAUSE));
    }

    void end(ServerNode server) {
        unheard.remove(server);
    }

    /** It has answered. */
    void answered(ServerNode server) {
        unheard.remove(server);
    }

    void tick(long now, Consumer<ServerNode> greet) {
        unheard.replaceAll((server, due) -> {
            if (now < due.next()) {
                return due;
            }
            greet.accept(server);
            long pause = Math.min(due.pause() * 2, LONGEST_PAUSE);
            return new Unheard(now + pause, pause);
        });
    }
}
