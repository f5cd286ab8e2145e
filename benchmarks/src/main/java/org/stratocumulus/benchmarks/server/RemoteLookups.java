package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two servers that are linked: one is asked for peers of the other. What either spends on it. */
final class RemoteLookups {
    private static final int CLIENTS = 400;
    /** Lookups a second: what two servers, the link between them and the load generator do on two processors. */
    private static final double MOST_PER_SECOND = 10_000;
    private static final int WINDOW = 2_000;
    /** Beside what no measurement stops at: lookups that one server may send to the other. */
    private static final String WITHOUT_LIMIT = "rendezvous.lookupsPerServer=1000000";

    private RemoteLookups() {
    }

    /** Half of the clients are on the server that is asked: their directories and their link are at work, too, but nobody looks for them. */
    static void measure(Bench bench) throws IOException, InterruptedException {
        if (bench.server() instanceof Distribution.Running own) {
            Distribution distribution = bench.distribution().anywhere();
            int port = Integer.parseInt(own.address().substring(own.address().lastIndexOf(':') + 1)) + 2;
            try (Server owner = start(distribution, own.name() + "-owner", port + 1, "");
                    Server asked = start(distribution, own.name() + "-asked", port, "127.0.0.1:" + (port + 1))) {
                Map<String, Object> line = bench.anywhere(asked).load("rendezvous", "--others", owner.address(), "--other-pids", owner.pid(),
                    "--clients", CLIENTS, "--pairs", 0, "--settle", 3, "--warmup", bench.effort().warmup(), "--lookups", bench.effort().seconds(),
                    "--rate", Math.min(bench.effort().hellos(), MOST_PER_SECOND), "--window", WINDOW);
                bench.add(Figure.REMOTE_LOOKUP_ASKED, line, "remoteLookupServerCpuMicros");
                bench.add(Figure.REMOTE_LOOKUP_OWNER, line, "remoteLookupOthersCpuMicros");
                bench.add(Figure.REMOTE_LOOKUP_RATE, line, "remoteLookupsPerSecond");
            }
        }
    }

    /** @param target the server to link with; empty to be linked with */
    private static Server start(Distribution distribution, String name, int port, String target) throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(List.of(WITHOUT_LIMIT, "servers.port=" + port, "servers.publicAddress=127.0.0.1:" + port));
        if (!target.isEmpty()) {
            settings.add("servers.targets=" + target);
        }
        return distribution.start(name, port, settings, "");
    }
}
