package org.stratocumulus.streams.internal;

import org.stratocumulus.streams.internal.StreamCounters.Counter;

/** A publication's way to the subscribers of one loop. Confined to the publication's loop; what it hands over is not. */
final class Outlet {
    private final Publication publication;
    private final Audience audience;
    private final StreamCounters counters;
    private final KeyFrameGate gate = new KeyFrameGate();

    Outlet(Publication publication, Audience audience, StreamCounters counters) {
        this.publication = publication;
        this.audience = audience;
        this.counters = counters;
    }

    boolean leadsTo(Audience other) {
        return audience == other;
    }

    /** Hands a frame over: a call on the same loop, one letter to any other, whose room is bounded. */
    void deliver(Frame frame) {
        if (audience.loop().isHere()) {
            audience.frame(publication, frame);
            return;
        }
        Runnable letter = () -> audience.frame(publication, frame);
        if (frame.kind().isVital()) {
            // its size is limited by streams.headerBytes: larger ones are no headers any more
            audience.loop().run(letter);
        } else if (!gate.passes(frame.kind()) || !audience.loop().offer(letter, frame.length())) {
            counters.count(Counter.DROPPED_BETWEEN_LOOPS);
            if (frame.kind().isVideo()) {
                gate.close();
            }
        }
    }

    void begin(StreamHeaders headers) {
        audience.loop().run(() -> audience.begin(publication, headers));
    }

    void end() {
        audience.loop().run(() -> audience.ended(publication));
    }
}
