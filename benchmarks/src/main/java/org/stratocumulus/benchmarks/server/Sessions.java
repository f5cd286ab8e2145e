package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.Map;

/** Sessions set up, and sessions held. */
final class Sessions {
    private static final double IDLE_SECONDS = 20;
    private static final int WARMUP_PER_SECOND = 1000;

    private Sessions() {
    }

    /** With groups 2 and 14. */
    static void connect(Bench bench) throws IOException, InterruptedException {
        connect(bench, 2, 1, Figure.CONNECT_GROUP_2);
        connect(bench, 14, 2, Figure.CONNECT_GROUP_14);
    }

    private static void connect(Bench bench, int group, int share, Figure figure) throws IOException, InterruptedException {
        Map<String, Object> line = bench.steady("connect", "--group", group, "--sessions", bench.effort().sessions() / share,
            "--warmup", Math.round(WARMUP_PER_SECOND * bench.effort().warmup() / share), "--parallel", 20);
        bench.add(figure, line, "serverCpuMicrosPerSession");
    }

    /** Memory of sessions beyond the first thousand; their keepalives are too few to be told from what the server does by itself, see {@link Hold}. */
    static void idle(Bench bench) throws IOException, InterruptedException {
        int sessions = bench.effort().idle();
        int first = Math.min(1000, sessions / 2);
        Map<String, Object> line = bench.load("idle", "--sessions", sessions, "--first", first, "--parallel", 20, "--duration", IDLE_SECONDS);
        double kilobytes = Bench.number(line, "serverResidentKilobytes") - Bench.number(line, "serverResidentKilobytesAtFirst");
        bench.results().add(Figure.IDLE_MEMORY, kilobytes / (sessions - first));
    }
}
