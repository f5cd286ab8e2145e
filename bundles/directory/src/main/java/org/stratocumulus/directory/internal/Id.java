package org.stratocumulus.directory.internal;

import java.nio.ByteBuffer;

/** 32 bytes that name a peer or a group, the hash of something. Ids are ordered by their first word, unsigned. */
record Id(long a, long b, long c, long d) {
    static final int BYTES = 32;
    /** Longs that one id takes. */
    static final int WORDS = 4;

    /** The id that begins at an offset, counted in longs. */
    static Id at(long[] words, int offset) {
        return new Id(words[offset], words[offset + 1], words[offset + 2], words[offset + 3]);
    }

    static Id of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Id(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** Which of the {@link IdTable#SHELVES} it stands on: the first byte, the same on every node. */
    static int shelf(long a) {
        return (int) (a >>> 56);
    }

    int shelf() {
        return shelf(a);
    }

    /** What the id adds to the digest of its shelf. */
    static long digest(long a, long b, long c, long d) {
        return Mix.of(Mix.of(Mix.of(a) ^ b) ^ c) ^ d;
    }

    long digest() {
        return digest(a, b, c, d);
    }
}
