package org.stratocumulus.application.internal.connection;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients and calls by path. A path that clients invented is forgotten with its last client; one that an application serves keeps its
 * calls. Any thread may use it.
 */
public final class PathFigures {
    /**
     * One path.
     *
     * @param clients connected now
     * @param calls handled since the start
     */
    public record Figures(int clients, long calls) {
        /** Nothing happened. */
        public static final Figures NONE = new Figures(0, 0);
    }

    private final Map<String, Figures> byPath = new ConcurrentHashMap<>();

    void connected(String path) {
        byPath.merge(path, new Figures(1, 0), (f, one) -> new Figures(f.clients() + 1, f.calls()));
    }

    /** @param served paths to be kept without clients */
    void disconnected(String path, Set<String> served) {
        byPath.computeIfPresent(path, (p, f) -> {
            Figures left = new Figures(f.clients() - 1, f.calls());
            return left.clients() > 0 || served.contains(p) ? left : null;
        });
    }

    void called(String path) {
        byPath.computeIfPresent(path, (p, f) -> new Figures(f.clients(), f.calls() + 1));
    }

    /** As of now. */
    Map<String, Figures> snapshot() {
        return Map.copyOf(byPath);
    }
}
