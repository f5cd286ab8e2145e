package org.stratocumulus.streams.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted since the start. Any thread. */
final class StreamCounters {
    enum Counter {
        PUBLISHED("streams.published"),
        PUBLISH_REFUSED("streams.publish-refused"),
        PLAYED("streams.played"),
        PLAY_REFUSED("streams.play-refused"),
        FRAMES_IN("streams.frames-in"),
        FRAMES_OUT("streams.frames-out"),
        DROPPED_INTAKE("streams.dropped-waiting-for-key-frame"),
        DROPPED_BETWEEN_LOOPS("streams.dropped-between-loops"),
        DROPPED_VIDEO("streams.dropped-video"),
        DROPPED_AUDIO("streams.dropped-audio"),
        DROPPED_DATA("streams.dropped-data"),
        HEADERS_TOO_LARGE("streams.headers-too-large"),
        OVERFLOWS("streams.subscribers-ended-for-overflow"),
        MALFORMED("streams.malformed"),
        IGNORED("streams.ignored");

        private final String text;

        Counter(String text) {
            this.text = text;
        }
    }

    private final LongAdder[] adders = new LongAdder[Counter.values().length];

    StreamCounters() {
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
    }

    void add(Counter counter) {
        adders[counter.ordinal()].increment();
    }

    long get(Counter counter) {
        return adders[counter.ordinal()].sum();
    }

    /** All of them by name, in order. */
    Map<String, Long> snapshot() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            all.put(counter.text, get(counter));
        }
        return all;
    }
}
