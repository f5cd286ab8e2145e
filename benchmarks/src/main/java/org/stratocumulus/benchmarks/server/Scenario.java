package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a server is put through. In the order in which they are run. */
enum Scenario {
    /** A server that is new, for memory that was once used is not given back. */
    IDLE(Sessions::idle, Kind.ON_NEW_SERVER),
    CONNECT(Sessions::connect, Kind.USUAL),
    HELLO(Hellos::hello, Kind.USUAL),
    LOOKUP(Hellos::lookup, Kind.USUAL),
    FANOUT(Fanout::fanout, Kind.USUAL),
    RATE(Fanout::rate, Kind.USUAL),
    LATENCY(Latency::latency, Kind.USUAL),
    LOOPS(Fanout::loops, Kind.USUAL),
    REMOTE(RemoteLookups::measure, Kind.USUAL),
    /** What follows takes long, and is done when it is asked for by name. */
    HOLD(Hold::run, Kind.LONG),
    PAUSE(Latency::pause, Kind.LONG),
    BOOT(Boot::run, Kind.LONG);

    /** How a scenario is run. */
    private enum Kind { USUAL, ON_NEW_SERVER, LONG }

    private final Measurement measurement;
    private final Kind kind;

    /** Measures once and adds what was measured. */
    private interface Measurement {
        void run(Bench bench) throws IOException, InterruptedException;
    }

    Scenario(Measurement measurement, Kind kind) {
        this.measurement = measurement;
        this.kind = kind;
    }

    /** Runs once and adds what was measured. */
    void run(Bench bench) throws IOException, InterruptedException {
        measurement.run(bench);
    }

    /** Whether figures of a server that has already been under load would mean nothing. */
    boolean wantsNewServer() {
        return kind == Kind.ON_NEW_SERVER || this == HOLD;
    }

    /** What the command line calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the word that is none */
    static Scenario of(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is no scenario: " + labels()));
    }

    static String labels() {
        return String.join(",", Arrays.stream(values()).map(Scenario::label).toList());
    }

    /** Those that a run without a choice does. */
    static List<Scenario> usual() {
        return Arrays.stream(values()).filter(scenario -> scenario.kind != Kind.LONG).toList();
    }
}
