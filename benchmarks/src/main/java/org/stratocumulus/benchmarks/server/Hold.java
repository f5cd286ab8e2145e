package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many sessions that do nothing but live: by several load generators, as each session of a client takes a socket. */
final class Hold {
    /** Sessions of one load generator, whose heap is 2 GB. */
    private static final int MOST_EACH = 17_000;
    /** What a JVM needs beside sockets. */
    private static final int RESERVE = 500;
    /** Longer than a keepalive period: what the last sessions have caused is over then. */
    private static final int SETTLE_SECONDS = 20;

    private Hold() {
    }

    static void run(Bench bench) throws IOException, InterruptedException {
        int sessions = bench.effort().hold();
        int each = Math.min(MOST_EACH, openFiles() - RESERVE);
        List<Load> loads = new ArrayList<>();
        double memoryBefore = Double.NaN;
        int before = 0;
        for (int up = 0; up < sessions; up += each) {
            int some = Math.min(each, sessions - up);
            Load load = bench.begin("idle", "--sessions", some, "--parallel", 20, "--timeout", 60, "--until-eof", "--bind",
                "127.0.0." + (2 + loads.size()));
            load.await(" up, held");
            loads.add(load);
            System.err.println("  " + (up + some) + " sessions");
            before = up == 0 ? some : before;
            memoryBefore = up == 0 ? Processes.residentKilobytes(bench.server().pid()) : memoryBefore;
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double cpu = Processes.cpuSeconds(bench.server().pid());
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep((long) (1000 * bench.effort().holdSeconds()));
        double perSecond = (Processes.cpuSeconds(bench.server().pid()) - cpu) / ((System.nanoTime() - start) / 1e9);
        double memory = Processes.residentKilobytes(bench.server().pid());
        bench.results().add(Figure.HOLD_CPU, 100 * perSecond);
        if (sessions > before) {
            bench.results().add(Figure.HOLD_MEMORY, (memory - memoryBefore) / (sessions - before));
        }
        bench.results().add(Figure.HOLD_LOST, lost(loads));
    }

    /** Those that did not come up, and those that are not alive any more. */
    private static double lost(List<Load> loads) throws IOException, InterruptedException {
        double lost = 0;
        for (Load load : loads) {
            Map<String, Object> line = load.end();
            lost += Bench.number(line, "failed") + Bench.number(line, "died");
        }
        return lost;
    }

    private static int openFiles() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            String[] words = line.split(" +");
            if (line.startsWith("Max open files") && !words[3].equals("unlimited")) {
                return Integer.parseInt(words[3]);
            }
        }
        return Integer.MAX_VALUE;
    }
}
