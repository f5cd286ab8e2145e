package org.stratocumulus.streams.internal;

import org.stratocumulus.api.status.NamedCounters;

/** What is counted since the start. Any thread. */
final class StreamCounters extends NamedCounters<StreamCounters.Counter> {
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

    StreamCounters() {
        super(Counter.class, counter -> counter.text);
    }
}
