package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures whole servers: ours, started from the built distribution, and beside it any other, driven by {@code rtmfp-load} from another
 * process. What counts is the processor time of the server for one session, hello or message, as the operating system tells it.
 */
public final class ServerBenchmark {
    private static final String OURS = "stratocumulus";
    private static final int COLD_SESSIONS = 1000;

    private final Arguments arguments;
    private final Distribution distribution;
    private final Map<String, Results> results = new LinkedHashMap<>();

    private ServerBenchmark(Arguments arguments) throws IOException, InterruptedException {
        this.arguments = arguments;
        this.distribution = new Distribution(arguments.path("--distribution").toAbsolutePath(), Pinning.of(arguments.text("--pin")));
    }

    /** See {@link #ServerBenchmark}; {@code --help} lists the options. */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (List.of(words).contains("--help")) {
            System.out.print(Arguments.help());
            return;
        }
        try {
            new ServerBenchmark(new Arguments(words)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; see benchmarks/run --help");
            System.exit(2);
        }
        System.exit(0);
    }

    /** Whether the command line may say so. */
    public static boolean isScenario(String word) {
        return List.of(scenarios().split(",")).contains(word);
    }

    /** The words of all scenarios, separated by commas. */
    public static String scenarios() {
        return Scenario.labels();
    }

    private void run() throws IOException, InterruptedException {
        Map<String, Object> circumstances = circumstances();
        try (Contestant ours = ours(); Contestant peer = peer()) {
            for (int run = 1; run <= arguments.integer("--runs"); run++) {
                for (Scenario scenario : arguments.scenarios()) {
                    System.err.println("run " + run + " of " + arguments.integer("--runs") + ": " + scenario.label());
                    attempt(ours, scenario);
                    attempt(peer, scenario);
                }
            }
        }
        results.values().removeIf(one -> !one.figures().iterator().hasNext());
        Report report = new Report(results, circumstances);
        report.print(System.out, Report.last(arguments.path("--results"), OURS));
        report.write(arguments.path("--out"));
        System.err.println("written to " + arguments.path("--out") + "; copy it to " + arguments.path("--results") + "/DATE.json to keep it");
    }

    /** One that fails is told, and does not take the others' figures away. */
    private static void attempt(Contestant contestant, Scenario scenario) throws InterruptedException {
        try {
            contestant.run(scenario);
        } catch (IOException e) {
            System.err.println("  " + scenario.label() + " failed: " + e.getMessage());
        }
    }

    private Contestant ours() {
        results.put(OURS, new Results());
        boolean absent = arguments.text("--peer-only").equals("yes");
        int port = arguments.integer("--port");
        return new Contestant(absent ? null : () -> startOurs("benchmark", port), () -> startOurs("benchmark-new", port + 1), results.get(OURS));
    }

    private Server startOurs(String name, int port) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Server server = distribution.start(name, port, arguments.list("--set"), arguments.text("--java-opts"));
        results.get(OURS).add(Figure.BOOT, (System.nanoTime() - begin) / 1e6);
        return server;
    }

    private Contestant peer() {
        if (!arguments.has("--peer")) {
            return new Contestant(null, null, new Results());
        }
        String name = arguments.text("--peer-name");
        results.put(name, new Results());
        return new Contestant(arguments.has("--command") ? this::startPeer
            : () -> new Server.Peer(name, arguments.text("--peer"), arguments.integer("--pid")), null, results.get(name));
    }

    private Server startPeer() throws IOException, InterruptedException {
        return Server.Started.of(arguments.text("--peer-name"), arguments.text("--peer"),
            distribution.pinning().server(List.of(arguments.text("--command").split(" "))));
    }

    private Map<String, Object> circumstances() throws IOException, InterruptedException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("commit", Programs.firstLine(List.of("git", "describe", "--always", "--dirty")));
        all.put("processors", (double) Runtime.getRuntime().availableProcessors());
        all.put("processor", Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2)).findFirst().orElse("unknown"));
        all.put("kernel", System.getProperty("os.version"));
        all.put("java", System.getProperty("java.runtime.version"));
        all.put("loadAverageBefore", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        all.put("server on processor", distribution.pinning().server());
        all.put("load on processor", distribution.pinning().load());
        all.put("options", arguments.given());
        return all;
    }

    /** A server that is started when it is first needed. */
    private interface Starter {
        Server start() throws IOException, InterruptedException;
    }

    /** One of the servers that take turns. It goes on from run to run: where the second begins, its compiler has settled. */
    private final class Contestant implements AutoCloseable {
        private final Starter starter;
        private final Starter beside;
        private final Results figures;
        private Server server;

        /**
         * @param starter null for one that does not take part
         * @param beside starts another one for a scenario that wants a new server; null when it would be in the way of the first
         */
        Contestant(Starter starter, Starter beside, Results figures) {
            this.starter = starter;
            this.beside = beside;
            this.figures = figures;
        }

        void run(Scenario scenario) throws IOException, InterruptedException {
            if (starter == null) {
                return;
            }
            if (scenario.wantsNewServer()) {
                runOnNewServer(scenario);
                return;
            }
            if (server == null) {
                server = starter.start();
                Bench bench = bench(server);
                bench.add(Figure.CONNECT_COLD, bench.load("connect", "--sessions", COLD_SESSIONS, "--parallel", 20), "serverCpuMicrosPerSession");
            }
            scenario.run(bench(server));
        }

        private void runOnNewServer(Scenario scenario) throws IOException, InterruptedException {
            if (beside == null) {
                close();
            }
            try (Server another = beside == null ? starter.start() : beside.start()) {
                scenario.run(bench(another));
            }
        }

        private Bench bench(Server its) {
            return new Bench(distribution, its, figures, arguments.effort());
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (server != null) {
                server.close();
                server = null;
            }
        }
    }
}
