package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built distribution: its servers and its load generator, each a process of its own.
 *
 * @param home its folder, with {@code bin/cumulus}
 * @param pinning which processors its servers and its load generator run on
 */
record Distribution(Path home, Pinning pinning) {
    private static final Pattern PID = Pattern.compile("process (\\d+)");
    /** Of util-linux, as taskset is: whoever else wants the processor has it at once. */
    private static final List<String> LEAST_PRECEDENCE = List.of("chrt", "--idle", "0");
    private static final long LOAD_MINUTES = 30;
    /** As little of the load generator's own pauses as can be. */
    private static final String LOAD_OPTIONS = "-Xms256m -Xmx2g -XX:+UseSerialGC -Xmn64m";
    /** On a machine that has much else to do. */
    private static final long START_SECONDS = 180;

    /** A measurement does not stop at what protects a server from strangers. */
    private static final List<String> WITHOUT_LIMITS = List.of("limit.hellosPerSecond=10000000", "limit.handshakesPerSecond=1000000",
        "limit.sessions=1000000", "rendezvous.forwardsPerPeer=1000000");

    /** @throws IOException when nothing was built there */
    Distribution {
        if (!Files.isExecutable(home.resolve("bin/cumulus"))) {
            throw new IllegalArgumentException(home + " is no distribution; build one with 'mvn -q -DskipTests package'");
        }
    }

    /**
     * Starts a server of its own name, whose log of garbage collections is kept.
     *
     * @param settings {@code KEY=VALUE} beside the port
     * @param javaOptions instead of the distribution's; empty for those
     */
    Running start(String name, int port, List<String> settings, String javaOptions) throws IOException, InterruptedException {
        forget(name);
        return startAgain(name, port, settings, javaOptions);
    }

    /** As {@link #start}, with the folder that such a server has left; a new one if there is none. */
    Running startAgain(String name, int port, List<String> settings, String javaOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/cumulus").toString(), "start", name, "port=" + port, "bind=127.0.0.1"));
        command.addAll(WITHOUT_LIMITS);
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(pinning.server(command));
        builder.environment().put("CUMULUS_START_TIMEOUT", Long.toString(START_SECONDS));
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:gc,safepoint:file=" + gcLog(name, "%p"));
        if (!javaOptions.isEmpty()) {
            builder.environment().put("EXTRA_JAVA_OPTS", javaOptions);
        }
        Files.createDirectories(gcLog(name, "0").getParent());
        String said = Programs.run(builder, START_SECONDS + TimeUnit.MINUTES.toSeconds(1));
        Matcher pid = PID.matcher(said);
        if (!pid.find()) {
            throw new IOException("no server: " + said);
        }
        return new Running(this, name, "127.0.0.1:" + port, Long.parseLong(pid.group(1)));
    }

    /** Runs the load generator and hands over its line of JSON. */
    Map<String, Object> load(Object... arguments) throws IOException, InterruptedException {
        String line = Programs.run(loadGenerator(arguments), TimeUnit.MINUTES.toSeconds(LOAD_MINUTES)).strip();
        return Json.object(line.substring(line.lastIndexOf('\n') + 1));
    }

    /** Begins to run the load generator. */
    Load begin(Object... arguments) throws IOException {
        return new Load(loadGenerator(arguments).start());
    }

    /** The same, behind whatever else wants its processor. */
    Load beginBehind(Object... arguments) throws IOException {
        ProcessBuilder builder = loadGenerator(arguments);
        builder.command().addAll(0, LEAST_PRECEDENCE);
        return new Load(builder.start());
    }

    /** Begins to run the load generator's mirror, on the server's processor. */
    Load beginMirror(int port) throws IOException {
        return new Load(new Distribution(home, new Pinning("", pinning.server()))
            .loadGenerator("echo", "--uri", "rtmfp://127.0.0.1:" + port + "/", "--mirror").start());
    }

    private ProcessBuilder loadGenerator(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/rtmfp-load").toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(pinning.load(command));
        builder.environment().put("RTMFP_LOAD_OPTS", LOAD_OPTIONS);
        return builder;
    }

    /** The same on any processor. */
    Distribution anywhere() {
        return new Distribution(home, Pinning.NONE);
    }

    private Path gcLog(String name, String pid) {
        return home.resolve("instances/" + name + "/log/gc-" + pid + ".log");
    }

    private void forget(String name) throws IOException, InterruptedException {
        Path folder = home.resolve("instances/" + name);
        if (Files.exists(folder)) {
            end(name);
            Programs.delete(folder);
        }
    }

    private void end(String name) throws IOException, InterruptedException {
        Programs.run(new ProcessBuilder(home.resolve("bin/cumulus").toString(), "kill", name), TimeUnit.MINUTES.toSeconds(1));
    }

    /** A server of this distribution. */
    record Running(Distribution distribution, String name, String address, long pid) implements Server {
        /** Where its garbage collections are logged. */
        Path gcLog() {
            return distribution.gcLog(name, Long.toString(pid));
        }

        int port() {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }

        /** Ends it; its folder stays. */
        void end() throws IOException, InterruptedException {
            distribution.end(name);
        }

        /** Ends it and forgets its folder. */
        @Override
        public void close() throws IOException, InterruptedException {
            distribution.forget(name);
        }
    }
}
