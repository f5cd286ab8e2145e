package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.Map;

/** Hellos that open nothing: at a rate that does not wait for the server, so that one sees what it does of them. */
final class Hellos {
    /** Hellos under way: more than any server leaves unanswered for long. */
    private static final int WINDOW = 20_000;
    private static final int PEERS = 200;

    private Hellos() {
    }

    /** For the server itself. */
    static void hello(Bench bench) throws IOException, InterruptedException {
        measure(bench, 0, Figure.HELLO, Figure.HELLO_RATE, Figure.HELLO_ALLOCATION);
    }

    /** For connected peers. */
    static void lookup(Bench bench) throws IOException, InterruptedException {
        measure(bench, PEERS, Figure.LOOKUP, Figure.LOOKUP_RATE, Figure.LOOKUP_ALLOCATION);
    }

    private static void measure(Bench bench, int peers, Figure cost, Figure rate, Figure allocation) throws IOException, InterruptedException {
        Map<String, Object> line = bench.steady("hello", "--peers", peers, "--rate", bench.effort().hellos(), "--window", WINDOW,
            "--warmup", bench.effort().warmup(), "--duration", bench.effort().seconds());
        bench.add(cost, line, "serverCpuMicrosPerHello");
        bench.add(rate, line, "hellosPerSecond");
        bench.addAllocated(allocation, line, "answeredBefore", "answered");
    }
}
