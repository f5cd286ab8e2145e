package org.stratocumulus.session.internal.startup;

import java.nio.ByteBuffer;

/** An initiator's tag (RFC 7016 section 3.5.1.1.1): 16 random bytes, the length that Adobe's clients use. */
record Tag(long high, long low) {
    static final int LENGTH = 16;

    /** @param bytes exactly {@link #LENGTH} */
    static Tag of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Tag(in.getLong(), in.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }
}
