package org.stratocumulus.directory.internal;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What one other node is to know of this node's ids of one kind. Changes are gathered and sent as one message; digests say what is due there. When
 * the link drops something, its digests go first when there is room again, and the far end asks for the shelves that differ. Guarded by the
 * {@link Directory}.
 */
final class Telling {
    /** Silence after which the digest is said again: the longest that a difference remains unnoticed. */
    static final long REMIND_MILLIS = 5_000;

    private final Far far;
    private final int kind;
    private final Counters counters;
    private final long[] due = new long[IdTable.SHELVES];
    private final Words added = new Words();
    private final Words removed = new Words();
    private final BitSet wanted = new BitSet();
    private long digest;
    private long number;
    private boolean behind;
    private long lastSent = Long.MIN_VALUE / 2;

    Telling(Far far, int kind, Counters counters) {
        this.far = far;
        this.kind = kind;
        this.counters = counters;
    }

    void add(long a, long b, long c, long d) {
        note(added, a, b, c, d);
    }

    void remove(long a, long b, long c, long d) {
        note(removed, a, b, c, d);
    }

    private void note(Words words, long a, long b, long c, long d) {
        long change = Id.digest(a, b, c, d);
        due[Id.shelf(a)] ^= change;
        digest ^= change;
        words.add(a, b, c, d);
        if (added.length() + removed.length() >= Message.MAX_IDS * Id.WORDS) {
            sendChanges();
        }
    }

    /** Sends what was gathered. */
    void flush(long now) {
        if (added.length() + removed.length() > 0) {
            sendChanges();
            lastSent = now;
        } else if (now - lastSent >= REMIND_MILLIS) {
            sendChanges();
            lastSent = now;
        }
    }

    private void sendChanges() {
        int ids = (added.length() + removed.length()) / Id.WORDS;
        if (!behind) {
            number++;
            behind = !far.send(new Message.Changes(kind, number, digest, added.take(), removed.take()));
            counters.add(Counters.Counter.IDS_TOLD, behind ? 0 : ids);
        }
        added.clear();
        removed.clear();
    }

    /** The far end wants to compare, or has to after something was dropped. Call after {@link #flush}. */
    void sendDigests() {
        behind = !far.send(new Message.Digests(kind, number, due));
    }

    /** Whether something was dropped. */
    boolean isBehind() {
        return behind;
    }

    /** The far end wants these shelves anew. */
    void want(BitSet shelves) {
        wanted.or(shelves);
    }

    /** Shelves that are still to be sent anew; to be cleared one by one. */
    BitSet wanted() {
        return wanted;
    }

    /** Ids, word by word. */
    private static final class Words {
        private long[] words = new long[16];
        private int length;

        void add(long a, long b, long c, long d) {
            if (length + Id.WORDS > words.length) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            words[length++] = a;
            words[length++] = b;
            words[length++] = c;
            words[length++] = d;
        }

        int length() {
            return length;
        }

        long[] take() {
            return Arrays.copyOf(words, length);
        }

        void clear() {
            length = 0;
        }
    }
}
