package org.stratocumulus.client.load;

/** What became of pairs of one kind. Any thread. */
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

    synchronized void write(JsonLine result, String kind) {
        result.put(kind + "Met", latency.count()).put(kind + "Failed", failures.count()).put(kind + "LatencyMillis", latency)
            .put(kind + "EchoMillis", echo);
    }
}
