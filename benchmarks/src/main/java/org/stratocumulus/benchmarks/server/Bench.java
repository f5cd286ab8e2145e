package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One server under one scenario: drives it and keeps what comes of it. */
final class Bench {
    private static final String ALLOCATED = "allocated";
    private static final int ATTEMPTS = 3;
    private static final double SETTLED_PERCENT = 10;

    private final Distribution distribution;
    private final Server server;
    private final Results results;
    private final Effort effort;

    /**
     * How much is done in each measurement.
     *
     * @param warmup seconds of load before each measurement
     * @param sessions set up in a connect measurement
     * @param idle sessions held in the idle measurement
     * @param seconds of fan-out and hello
     * @param perSecond messages delivered per second in fan-out, to all subscribers together
     * @param rates the same, step by step
     * @param hellos per second
     * @param hold sessions held in hold
     * @param holdSeconds how long
     * @param minutes of pause
     * @param logs where logs are kept
     */
    record Effort(double warmup, int sessions, int idle, double seconds, double perSecond, List<Double> rates, double hellos,
            int hold, double holdSeconds, double minutes, Path logs) {
    }

    Bench(Distribution distribution, Server server, Results results, Effort effort) {
        this.distribution = distribution;
        this.server = server;
        this.results = results;
        this.effort = effort;
    }

    Server server() {
        return server;
    }

    Results results() {
        return results;
    }

    Effort effort() {
        return effort;
    }

    /** Another server of the distribution under the same figures, and the load wherever there is room. */
    Bench anywhere(Server other) {
        return new Bench(distribution.anywhere(), other, results, effort);
    }

    Distribution distribution() {
        return distribution;
    }

    /** Runs the load generator against the server: subcommand and options. */
    Map<String, Object> load(String subcommand, Object... options) throws IOException, InterruptedException {
        return distribution.load(arguments(subcommand, options));
    }

    /** Begins to run the load generator against the server. */
    Load begin(String subcommand, Object... options) throws IOException {
        return distribution.begin(arguments(subcommand, options));
    }

    /** The same, behind whatever else wants its processor. */
    Load beginBehind(String subcommand, Object... options) throws IOException {
        return distribution.beginBehind(arguments(subcommand, options));
    }

    private Object[] arguments(String subcommand, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of(subcommand, "--uri", "rtmfp://" + server.address() + "/bench", "--pid", server.pid()));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray();
    }

    /**
     * As {@link #load}, again until the server has settled: until its compiler, if it has one, takes hardly any of its processor time. Of a
     * server that does not, the last result counts.
     */
    Map<String, Object> steady(String subcommand, Object... options) throws IOException, InterruptedException {
        Map<String, Object> line = allocating(subcommand, options);
        for (int attempt = 1; attempt < ATTEMPTS && number(line, "serverCompilerPercent") > SETTLED_PERCENT; attempt++) {
            System.err.println("  the compiler takes " + Json.plain(number(line, "serverCompilerPercent")) + " % of the server's time: once more");
            line = allocating(subcommand, options);
        }
        results.add(Figure.COMPILER, number(line, "serverCompilerPercent"));
        return line;
    }

    private Map<String, Object> allocating(String subcommand, Object... options) throws IOException, InterruptedException {
        Allocation before = Allocation.of(server);
        Map<String, Object> line = load(subcommand, options);
        line.put(ALLOCATED, before.since(server));
        return line;
    }

    /** Adds what was allocated for each of what two fields of a line from {@link #steady} count: in its warm-up and behind it. */
    void addAllocated(Figure figure, Map<String, Object> line, String before, String measured) {
        results.add(figure, number(line, ALLOCATED) / (number(line, before) + number(line, measured)));
    }

    void add(Figure figure, Map<String, Object> line, String field) {
        results.add(figure, number(line, field));
    }

    /** A number of a line; not a number when it has none. */
    static double number(Map<String, Object> line, String field) {
        return line.get(field) instanceof Double number ? number : Double.NaN;
    }
}
