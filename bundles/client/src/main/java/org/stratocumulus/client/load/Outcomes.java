package org.stratocumulus.client.load;

/** What became of pairs of one kind. Any thread, but for the histograms: they are to be read when nobody meets any more. */
final class Outcomes {
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram echo = new LatencyHistogram();
    private final Failures failures = new Failures();

    synchronized void met(MeetingClient.Met met) {
        latency.record(met.openedNanos());
        echo.record(met.echoNanos());
    }

    Failures failures() {
        return failures;
    }

    LatencyHistogram latency() {
        return latency;
    }

    LatencyHistogram echo() {
        return echo;
    }

    synchronized long met() {
        return latency.count();
    }

    /** Those that met and those that did not. */
    long pairs() {
        return met() + failures.count();
    }

    synchronized void write(JsonLine result, String kind) {
        result.put(kind + "Met", latency.count()).put(kind + "Failed", failures.count()).put(kind + "LatencyMillis", latency)
            .put(kind + "EchoMillis", echo);
    }
}
