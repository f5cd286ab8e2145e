package org.stratocumulus.cluster.internal.wire;

import java.util.concurrent.atomic.AtomicReference;
import org.stratocumulus.amf.Amf0Writer;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfValue;

/**
 * The encoded values of a message on their way into one outbox or several. One is kept for the next message, so that a thread that
 * sends much makes no garbage; threads that send at the same time make their own.
 */
public final class Payload implements AutoCloseable {
    private static final AtomicReference<Payload> SPARE = new AtomicReference<>();
    private static final int KEPT = 128 * 1024;

    private final Amf0Writer out = Values.writer();

    private Payload() {
    }

    /**
     * Encodes values; whoever calls this closes it.
     *
     * @throws AmfException when a value exceeds the codec's limits
     */
    public static Payload of(AmfValue... values) {
        Payload spare = SPARE.getAndSet(null);
        Payload payload = spare != null ? spare : new Payload();
        Values.write(payload.out.reset(), values);
        return payload;
    }

    byte[] array() {
        return out.array();
    }

    int length() {
        return out.length();
    }

    /** It is in every outbox that takes it; nobody looks at it any more. */
    @Override
    public void close() {
        if (out.array().length <= KEPT) {
            out.reset(); // refers to none of the values
            SPARE.lazySet(this);
        }
    }
}
