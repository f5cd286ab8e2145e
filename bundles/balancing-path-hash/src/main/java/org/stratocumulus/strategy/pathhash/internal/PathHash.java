package org.stratocumulus.strategy.pathhash.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/**
 * Rendezvous hashing: each node gets a score for a client's room, and the highest score wins, so every node that knows the same open nodes
 * chooses alike, and a node that comes or goes moves only the rooms it gets or had. With bounded load: a node that has much more than its
 * share is left out, and the next score wins.
 */
public final class PathHash implements BalancingStrategy {
    private final String property;
    private final double bound;
    private final int slack;

    /**
     * @param property query property that names the room; empty, and for clients without it: the path
     * @param bound how many times its share of all sessions a node may have, above 1
     * @param slack sessions that a node may have beyond that, so that small clusters do not split rooms; at least 1
     * @throws IllegalArgumentException for a value out of its range
     */
    public PathHash(String property, double bound, int slack) {
        checkBound(bound);
        if (slack < 1) {
            throw new IllegalArgumentException("hash.slack is at least 1, not " + slack);
        }
        this.property = property;
        this.bound = bound;
        this.slack = slack;
    }

    /** Reads {@code hash.bound}. @throws IllegalArgumentException for what is no number above 1 and at most 100 */
    public static double parseBound(String text) {
        try {
            return checkBound(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return checkBound(Double.NaN);
        }
    }

    private static double checkBound(double bound) {
        if (bound > 1 && bound <= 100) {
            return bound;
        }
        throw new IllegalArgumentException("not a number above 1 and at most 100");
    }

    @Override
    public String name() {
        return "path-hash";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        List<Node> open = view.open();
        double sessions = 0;
        double capacity = 0;
        for (Node node : open) {
            sessions += node.sessions() + (double) node.redirected();
            capacity += node.capacity();
        }
        String room = property.isEmpty() ? hello.path() : hello.query().getOrDefault(property, hello.path());
        long hash = hash(0, room);
        double most = bound * sessions / capacity + slack;
        Node home = best(open, hash, Double.MAX_VALUE);
        Node within = best(open, hash, most);
        if (home == null) {
            return new Choice.ServeHere("no node is open");
        }
        // there always is one within the bound, unless loads change while they are compared
        return within == null || within == home ? Choice.of(home, "is the home of '" + room + "'")
            : Choice.of(within, "is next for '" + room + "': its home " + home.id() + " has more than " + Math.round(most) + " sessions");
    }

    private static Node best(List<Node> nodes, long room, double most) {
        Node best = null;
        double highest = 0;
        for (Node node : nodes) {
            if (node.expectedLoad() <= most) {
                double score = score(hash(room, node.id()), node.capacity());
                if (best == null || score > highest) {
                    best = node;
                    highest = score;
                }
            }
        }
        return best;
    }

    /** Weighted rendezvous hashing: a node wins as often as its capacity says. */
    private static double score(long hash, double capacity) {
        double below1 = ((hash >>> 11) + 0.5) * 0x1p-53;
        return -capacity / Math.log(below1);
    }

    /** FNV-1a and a last mixing; the same on every node, for ever. */
    private static long hash(long start, String text) {
        long hash = start ^ 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
