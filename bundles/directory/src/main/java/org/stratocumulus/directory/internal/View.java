package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The nodes that keep directories, as this node sees them at one moment, and which of them is to hold what: those of the full form everything,
 * those of the sharded form the ids whose homes they are. Homes are the nodes of highest weight for an id (rendezvous hashing), so that a node
 * that comes or goes moves only what it has to. Immutable.
 */
final class View {
    /** Of homes, see {@code directory.homes}. */
    static final int MAX_HOMES = 8;

    private final long[] hashes;
    /** Null for this node. */
    private final Far[] fars;
    private final int homes;
    private final Set<Far> full;
    private final boolean sharded;

    /**
     * @param self this node's identity; null for a view of nobody
     * @param others those that have said hello
     * @param homes 1 to {@link #MAX_HOMES}
     * @param everything whether all are told of everything, whatever their form
     */
    View(String self, List<Far> others, int homes, boolean everything) {
        int members = others.size() + (self == null ? 0 : 1);
        this.hashes = new long[members];
        this.fars = new Far[members];
        this.homes = homes;
        for (int i = 0; i < others.size(); i++) {
            fars[i] = others.get(i);
            hashes[i] = Mix.of(fars[i].server.nodeId());
        }
        if (self != null) {
            hashes[members - 1] = Mix.of(self);
        }
        this.full = Set.copyOf(others.stream().filter(far -> everything || !far.sharded).toList());
        this.sharded = full.size() < others.size();
    }

    static View empty() {
        return new View(null, List.of(), 1, true);
    }

    /** Whether it is still true. */
    boolean isOf(Collection<Far> others, int itsHomes, boolean everything) {
        return homes == itsHomes && hashes.length == others.size() + 1 && Arrays.asList(fars).containsAll(others)
            && others.stream().allMatch(far -> full.contains(far) == (everything || !far.sharded));
    }

    /** Whether some are told of their share only. */
    boolean isSharded() {
        return sharded;
    }

    /** Those that are told of everything. */
    Set<Far> full() {
        return full;
    }

    /** The homes of an id among the nodes of the sharded form, this one left out. */
    List<Far> shardedHomes(long a, long b) {
        return sharded ? homes(a, b).stream().filter(far -> !full.contains(far)).toList() : List.of();
    }

    /** The homes of an id, the first ones first, this node left out. */
    List<Far> homes(long a, long b) {
        long id = Mix.of(a) ^ b;
        long[] weights = new long[Math.min(homes, hashes.length)];
        int[] best = new int[weights.length];
        int found = 0;
        for (int i = 0; i < hashes.length; i++) {
            long weight = Mix.of(hashes[i] ^ id);
            int place = found;
            while (place > 0 && Long.compareUnsigned(weights[place - 1], weight) < 0) {
                place--;
            }
            if (place < weights.length) {
                found = Math.min(found + 1, weights.length);
                for (int j = found - 1; j > place; j--) {
                    weights[j] = weights[j - 1];
                    best[j] = best[j - 1];
                }
                weights[place] = weight;
                best[place] = i;
            }
        }
        List<Far> chosen = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            if (fars[best[i]] != null) {
                chosen.add(fars[best[i]]);
            }
        }
        return chosen;
    }

    /** Whether this far node is to hold the id. */
    boolean holds(Far far, long a, long b) {
        return full.contains(far) || sharded && homes(a, b).contains(far);
    }
}
