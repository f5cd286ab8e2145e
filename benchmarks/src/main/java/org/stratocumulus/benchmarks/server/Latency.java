package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long messages take through a server that is busy for half of a processor. It is a few subscribers' messages that are timed, by a load
 * generator that has precedence over the one which keeps the server busy: else it would be the time that a message waits for its turn
 * among a hundred clients of one process.
 */
final class Latency {
    private static final int BUSY_SUBSCRIBERS = 100;
    private static final double MOST_PER_SECOND = 100_000;
    private static final int PROBES = 4;
    private static final int PROBES_PER_SECOND = 500;
    /** What a load generator takes to start and to connect. */
    private static final double RESERVE_SECONDS = 8;

    /** What a run adds its figures to. */
    private record Figures(Figure median, Figure of99, Figure max) {
        private static final Figures SHORT = new Figures(Figure.LATENCY_MEDIAN, Figure.LATENCY_99, Figure.LATENCY_MAX);
        private static final Figures LONG = new Figures(Figure.LONG_LATENCY_MEDIAN, Figure.LONG_LATENCY_99, Figure.LONG_LATENCY_MAX);
        private static final Figures ECHO = new Figures(Figure.ECHO_MEDIAN, Figure.ECHO_99, Figure.ECHO_MAX);

        void add(Bench bench, Map<String, Object> line) {
            if (line.get("latencyMillis") instanceof Map<?, ?> latency) {
                bench.results().add(median, (Double) latency.get("p50"));
                bench.results().add(of99, (Double) latency.get("p99"));
                bench.results().add(max, (Double) latency.get("max"));
            }
        }
    }

    private Latency() {
    }

    /** For a few seconds, and then the same without RTMFP and without a server. */
    static void latency(Bench bench) throws IOException, InterruptedException {
        double perSecond = half(bench);
        run(bench, perSecond, 2 * bench.effort().seconds(), Figures.SHORT, Figure.LATENCY_LOAD, Figure.LATENCY_LOSS, Figure.PAUSE);
        if (bench.server() instanceof Distribution.Running own) {
            echo(bench, own.port() + 2, perSecond);
        }
    }

    /** For many minutes; the log of the server's pauses is kept. */
    static void pause(Bench bench) throws IOException, InterruptedException {
        run(bench, half(bench), 60 * bench.effort().minutes(), Figures.LONG, Figure.LONG_LOAD, Figure.LONG_LOSS, Figure.LONG_PAUSE);
        if (bench.server() instanceof Distribution.Running own) {
            Files.copy(own.gcLog(), bench.effort().logs().resolve("pause-gc.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void run(Bench bench, double perSecond, double seconds, Figures figures, Figure cpu, Figure loss, Figure pause)
            throws IOException, InterruptedException {
        Path gcLog = bench.server() instanceof Distribution.Running own ? own.gcLog() : null;
        int before = gcLog == null ? 0 : GcLog.lines(gcLog);
        double warmup = bench.effort().warmup() + RESERVE_SECONDS;
        Load busy = bench.beginBehind("fanout", fanout("busy", BUSY_SUBSCRIBERS, perSecond, bench.effort().warmup(), seconds + warmup));
        Map<String, Object> line = bench.load("fanout", fanout("probe", PROBES, PROBES * PROBES_PER_SECOND, warmup, seconds));
        figures.add(bench, line);
        bench.results().add(cpu, 100 * Bench.number(line, "serverCpuSeconds") / Bench.number(line, "seconds"));
        bench.add(loss, line, "lossPercent");
        busy.end();
        if (gcLog != null) {
            bench.results().add(pause, GcLog.longestPause(gcLog, before));
        }
    }

    private static void echo(Bench bench, int port, double perSecond) throws IOException, InterruptedException {
        Load mirror = bench.distribution().beginMirror(port);
        mirror.await("reflecting");
        double seconds = bench.effort().seconds();
        double warmup = bench.effort().warmup() + RESERVE_SECONDS;
        Load busy = bench.distribution().beginBehind(echo(port, BUSY_SUBSCRIBERS, perSecond, bench.effort().warmup(), seconds + warmup));
        Figures.ECHO.add(bench, bench.distribution().load(echo(port, PROBES, PROBES * PROBES_PER_SECOND, warmup, seconds)));
        busy.end();
        mirror.end();
    }

    /** Messages per second that take half of a processor, by what one costs now. */
    private static double half(Bench bench) throws IOException, InterruptedException {
        double cost = Bench.number(bench.steady("fanout", fanout("cost", BUSY_SUBSCRIBERS, bench.effort().perSecond(), bench.effort().warmup(),
            bench.effort().seconds())), "serverCpuMicrosPerMessage");
        return Double.isNaN(cost) ? bench.effort().perSecond() : Math.min(500_000 / cost, MOST_PER_SECOND);
    }

    private static Object[] fanout(String stream, int subscribers, double perSecond, double warmup, double seconds) {
        List<Object> options = new ArrayList<>(List.of("--stream", stream + System.nanoTime(), "--hmac", "--sseq"));
        options.addAll(load(subscribers, perSecond, warmup, seconds));
        return options.toArray();
    }

    private static Object[] echo(int port, int subscribers, double perSecond, double warmup, double seconds) {
        List<Object> options = new ArrayList<>(List.of("echo", "--uri", "rtmfp://127.0.0.1:" + port + "/"));
        options.addAll(load(subscribers, perSecond, warmup, seconds));
        return options.toArray();
    }

    private static List<Object> load(int subscribers, double perSecond, double warmup, double seconds) {
        return List.of("--subscribers", subscribers, "--size", 1000, "--rate", perSecond / subscribers, "--warmup", warmup, "--duration", seconds);
    }
}
