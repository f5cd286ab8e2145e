package org.stratocumulus.balancing.internal;

import java.util.function.LongSupplier;

/** Clients that other nodes have sent here, known by the tag of their hello (RFC 7016 section 2.3.2). Safe for all threads. */
public final class Arrivals {
    /** How many are remembered; the oldest make room. */
    static final int ROOM = 65_536;
    /** For how long. */
    static final long KEEP_MILLIS = 30_000;
    /** A tag of fewer bytes does not tell clients apart, a longer one is not believed; neither is announced. */
    static final int MIN_TAG = 8;
    static final int MAX_TAG = 256;

    private final Recent<String> senders = new Recent<>(ROOM, KEEP_MILLIS);
    private final LongSupplier millis;

    /** @param millis a monotonic clock */
    public Arrivals(LongSupplier millis) {
        this.millis = millis;
    }

    /** Whether a tag is fit to be announced. */
    static boolean isFit(byte[] tag) {
        return tag.length >= MIN_TAG && tag.length <= MAX_TAG;
    }

    /** A node says that it has sent a client here. */
    void expect(byte[] tag, String sender) {
        if (isFit(tag)) {
            senders.update(HelloKey.ofTag(tag), millis.getAsLong(), former -> sender);
        }
    }

    /** Who has sent the client with this tag, null when nobody has. */
    String sender(byte[] tag) {
        return isFit(tag) ? senders.find(HelloKey.ofTag(tag), millis.getAsLong()) : null;
    }
}
