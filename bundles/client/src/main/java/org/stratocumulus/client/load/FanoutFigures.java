package org.stratocumulus.client.load;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of a fan-out, summed up when it is over.
 *
 * @param total messages delivered to all subscribers, readable at any time
 */
record FanoutFigures(Publisher publisher, List<Subscriber> playing, List<LatencyHistogram> latencies, LongAdder total) {

    /** Counts from here on. While nothing is on its way, between two {@link Fleet#barrier}s. */
    void forget() {
        publisher.forget();
        playing.forEach(Subscriber::forget);
        latencies.forEach(LatencyHistogram::clear);
        total.reset();
    }

    /** Messages that should have arrived. */
    long expected() {
        return publisher.published() * playing.size();
    }

    /** @param start {@link System#nanoTime} of the first message @param size bytes of a message's body */
    void write(JsonLine result, long start, int size) {
        long expected = expected();
        long delivered = playing.stream().mapToLong(Subscriber::delivered).sum();
        long end = playing.stream().mapToLong(s -> s.lastAt() == 0 ? start : s.lastAt()).max().orElse(start);
        double seconds = (end - start) / 1e9;
        LatencyHistogram latency = new LatencyHistogram();
        latencies.forEach(latency::add);
        result.put("playing", playing.size()).put("published", publisher.published()).put("notSent", publisher.notSent())
            .put("expected", expected).put("delivered", delivered).put("lost", expected - delivered)
            .put("lossPercent", percent(expected - delivered, expected), 3)
            .put("worstLossPercent", worstLoss(), 3)
            .put("outOfOrder", playing.stream().mapToLong(Subscriber::outOfOrder).sum())
            .put("longestGapMillis", playing.stream().mapToLong(Subscriber::longestGap).max().orElse(0) / 1e6, 1)
            .put("seconds", seconds, 3).put("messagesPerSecond", delivered / seconds, 1)
            .put("bytesPerSecond", delivered * (double) size / seconds, 0).put("latencyMillis", latency);
    }

    /** Of the subscriber that got least. */
    private double worstLoss() {
        long published = publisher.published();
        long least = playing.stream().mapToLong(Subscriber::delivered).min().orElse(0);
        return percent(published - least, published);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
