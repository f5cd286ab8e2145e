package org.stratocumulus.directory.internal;

/** Spreads bits: the finalizer of SplitMix64. */
final class Mix {
    private Mix() {
    }

    static long of(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = of(hash ^ text.charAt(i));
        }
        return hash;
    }
}
