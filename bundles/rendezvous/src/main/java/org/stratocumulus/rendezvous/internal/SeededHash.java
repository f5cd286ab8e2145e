package org.stratocumulus.rendezvous.internal;

import org.stratocumulus.api.PeerId;

/** Spreads peers over the places of a table in a way that nobody outside can foresee. */
final class SeededHash {
    private static final byte[] NOTHING = {};

    private final long seed;

    SeededHash(long seed) {
        this.seed = seed;
    }

    long of(PeerId peer) {
        return of(peer, NOTHING);
    }

    long of(PeerId peer, byte[] tag) {
        long hash = mix(mix(mix(mix(seed ^ peer.a()) ^ peer.b()) ^ peer.c()) ^ peer.d());
        for (byte b : tag) {
            hash = mix(hash ^ b);
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long z) {
        long x = (z + 0x9e3779b97f4a7c15L ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
