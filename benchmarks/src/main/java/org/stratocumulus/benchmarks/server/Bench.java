package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One server under one scenario: drives it and keeps what comes of it. */
final class Bench {
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
     */
    record Effort(double warmup, int sessions, int idle, double seconds, double perSecond, List<Double> rates, double hellos) {
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
        List<Object> arguments = new ArrayList<>(List.of(subcommand, "--uri", "rtmfp://" + server.address() + "/bench", "--pid", server.pid()));
        arguments.addAll(Arrays.asList(options));
        return distribution.load(arguments.toArray());
    }

    void add(Figure figure, Map<String, Object> line, String field) {
        results.add(figure, number(line, field));
    }

    /** A number of a line; not a number when it has none. */
    static double number(Map<String, Object> line, String field) {
        return line.get(field) instanceof Double number ? number : Double.NaN;
    }
}
