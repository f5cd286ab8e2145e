package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a server is put through. In the order in which they are run. */
enum Scenario {
    /** A server that is new, for memory that was once used is not given back. */
    IDLE {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            int sessions = bench.effort().idle();
            int first = Math.min(1000, sessions / 2);
            double withoutSessions = cpuPerSecond(bench.server());
            Map<String, Object> line = bench.load("idle", "--sessions", sessions, "--first", first, "--parallel", 20, "--duration", IDLE_SECONDS,
                "--threads", 2);
            double kilobytes = Bench.number(line, "serverResidentKilobytes") - Bench.number(line, "serverResidentKilobytesAtFirst");
            bench.results().add(Figure.IDLE_MEMORY, kilobytes / (sessions - first));
            double perSecond = Bench.number(line, "serverCpuSeconds") / IDLE_SECONDS;
            bench.results().add(Figure.IDLE_CPU, 100 * (perSecond - withoutSessions) * 100_000 / sessions);
        }

        /** What the process takes by itself. */
        private double cpuPerSecond(Server server) throws InterruptedException {
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            double before = cpuSeconds(process);
            Thread.sleep(BASE_SECONDS * 1000);
            return (cpuSeconds(process) - before) / BASE_SECONDS;
        }

        private double cpuSeconds(ProcessHandle process) {
            return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
        }

        @Override
        boolean wantsNewServer() {
            return true;
        }
    },

    CONNECT {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            connect(bench, 2, bench.effort().sessions(), Figure.CONNECT_GROUP_2);
            connect(bench, 14, bench.effort().sessions() / 2, Figure.CONNECT_GROUP_14);
        }

        private void connect(Bench bench, int group, int sessions, Figure figure) throws IOException, InterruptedException {
            Map<String, Object> line = bench.load("connect", "--group", group, "--sessions", sessions, "--parallel", 20, "--threads", 2);
            bench.add(figure, line, "serverCpuMicrosPerSession");
        }
    },

    HELLO {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            Map<String, Object> line = bench.load("hello", "--warmup", 1, "--duration", bench.effort().seconds());
            bench.add(Figure.HELLO, line, "serverCpuMicrosPerHello");
        }
    },

    LOOKUP {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            Map<String, Object> line = bench.load("hello", "--peers", 200, "--warmup", 1, "--duration", bench.effort().seconds());
            bench.add(Figure.LOOKUP, line, "serverCpuMicrosPerHello");
        }
    },

    FANOUT {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            for (int subscribers : SUBSCRIBERS) {
                fanout(bench, subscribers, true);
                fanout(bench, subscribers, false);
            }
            Results results = bench.results();
            results.add(Figure.GROWTH, results.last(Figure.fanout(500, true)) / results.last(Figure.fanout(50, true)));
        }

        private void fanout(Bench bench, int subscribers, boolean secure) throws IOException, InterruptedException {
            Allocation before = Allocation.of(bench.server());
            Map<String, Object> line = Scenario.fanout(bench, subscribers, secure, bench.effort().perSecond(), bench.effort().seconds());
            bench.add(Figure.fanout(subscribers, secure), line, "serverCpuMicrosPerMessage");
            bench.add(Figure.LOSS, line, "lossPercent");
            if (subscribers == 200 && secure) {
                double messages = Bench.number(line, "delivered") * (1 + WARMUP_SECONDS / bench.effort().seconds());
                bench.results().add(Figure.ALLOCATION, before.since(bench.server()) / messages);
            }
        }
    },

    /** At half of what one core can do, by what a message has cost so far. */
    LATENCY {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            double cost = bench.results().median(Figure.fanout(200, true));
            double perSecond = Double.isNaN(cost) ? bench.effort().perSecond() : Math.min(500_000 / cost, MOST_PER_SECOND);
            Map<String, Object> line = Scenario.fanout(bench, 100, true, perSecond, 2 * bench.effort().seconds());
            if (line.get("latencyMillis") instanceof Map<?, ?> latency) {
                bench.results().add(Figure.LATENCY_MEDIAN, (Double) latency.get("p50"));
                bench.results().add(Figure.LATENCY_99, (Double) latency.get("p99"));
                bench.results().add(Figure.LATENCY_MAX, (Double) latency.get("max"));
            }
            if (bench.server() instanceof Distribution.Running own) {
                bench.results().add(Figure.PAUSE, GcLog.longestPause(own.gcLog()));
            }
        }
    },

    /** Two servers of the distribution, with one event loop and with two: on a machine of few processors cost tells more than throughput. */
    LOOPS {
        @Override
        void run(Bench bench) throws IOException, InterruptedException {
            if (bench.server() instanceof Distribution.Running own) {
                double one = cost(bench, own, 1);
                double two = cost(bench, own, 2);
                bench.results().add(Figure.SCALING, two / one);
            }
        }

        private double cost(Bench bench, Distribution.Running own, int threads) throws IOException, InterruptedException {
            int port = Integer.parseInt(own.address().substring(own.address().lastIndexOf(':') + 1)) + 2;
            try (Server server = bench.distribution().start(own.name() + "-loops", port, List.of("threads=" + threads), "")) {
                Map<String, Object> line = Scenario.fanout(bench.with(server), 200, true, bench.effort().perSecond(), bench.effort().seconds());
                return Bench.number(line, "serverCpuMicrosPerMessage");
            }
        }
    };

    static final int[] SUBSCRIBERS = {50, 200, 500};
    private static final double WARMUP_SECONDS = 3;
    private static final double IDLE_SECONDS = 20;
    private static final int BASE_SECONDS = 5;
    private static final double MOST_PER_SECOND = 60_000;

    /** Runs once and adds what was measured. */
    abstract void run(Bench bench) throws IOException, InterruptedException;

    /** Whether figures of a server that has already been under load would mean nothing. */
    boolean wantsNewServer() {
        return false;
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

    private static Map<String, Object> fanout(Bench bench, int subscribers, boolean secure, double perSecond, double seconds)
            throws IOException, InterruptedException {
        List<Object> options = new ArrayList<>(List.of("--stream", "s" + System.nanoTime(), "--subscribers", subscribers, "--size", 1000,
            "--rate", perSecond / subscribers, "--warmup", WARMUP_SECONDS, "--duration", seconds, "--threads", 1));
        if (secure) {
            options.addAll(List.of("--hmac", "--sseq"));
        }
        return bench.load("fanout", options.toArray());
    }
}
