package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How long a server of the distribution takes from the command that starts it to its first answer to a hello; one is said every 10 ms. */
final class Boot {
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final int HELLOS_PER_SECOND = 100;
    private static final int PATIENCE_SECONDS = 600;
    private static final String NAME = "benchmark-boot";

    private Boot() {
    }

    static void run(Bench bench) throws IOException, InterruptedException {
        if (!(bench.server() instanceof Distribution.Running own)) {
            return;
        }
        Distribution distribution = own.distribution().anywhere();
        int port = own.port() + 2;
        try (Distribution.Running first = boot(bench, Figure.BOOT_FIRST, port, () -> distribution.start(NAME, port, List.of(), ""))) {
            first.end();
            boot(bench, Figure.BOOT_AGAIN, port, () -> distribution.startAgain(NAME, port, List.of(), "")).end();
            if (forgetFiles()) {
                boot(bench, Figure.BOOT_FROM_DISK, port, () -> distribution.startAgain(NAME, port, List.of(), "")).end();
            }
        }
    }

    private interface Start {
        Distribution.Running run() throws IOException, InterruptedException;
    }

    private static Distribution.Running boot(Bench bench, Figure figure, int port, Start start) throws IOException, InterruptedException {
        Load hello = bench.distribution().anywhere().begin("hello", "--uri", "rtmfp://127.0.0.1:" + port + "/bench", "--rate", HELLOS_PER_SECOND,
            "--duration", PATIENCE_SECONDS, "--first");
        hello.await("saying hello");
        long begin = System.currentTimeMillis();
        Distribution.Running server = start.run();
        Map<String, Object> line = hello.end();
        bench.results().add(figure, Bench.number(line, "firstAnswer") - begin);
        return server;
    }

    /** Has the system read all files anew, if this process may. */
    private static boolean forgetFiles() throws InterruptedException {
        Programs.firstLine(List.of("sync"));
        try {
            Files.writeString(DROP_CACHES, "3");
            return true;
        } catch (IOException e) {
            System.err.println("  files stay in memory: " + e);
            return false;
        }
    }
}
