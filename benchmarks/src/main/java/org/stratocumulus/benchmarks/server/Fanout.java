package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One publisher and many subscribers; messages of 1,000 bytes. */
final class Fanout {
    private static final int[] SUBSCRIBERS = {50, 200, 500};
    private static final int USUAL_SUBSCRIBERS = 200;

    private Fanout() {
    }

    /** To few and many, with and without HMAC and session sequence numbers. */
    static void fanout(Bench bench) throws IOException, InterruptedException {
        for (int subscribers : SUBSCRIBERS) {
            fanout(bench, subscribers, true);
            fanout(bench, subscribers, false);
        }
        Results results = bench.results();
        results.add(Figure.GROWTH, results.last(Figure.fanout(500, true)) / results.last(Figure.fanout(50, true)));
    }

    private static void fanout(Bench bench, int subscribers, boolean secure) throws IOException, InterruptedException {
        Map<String, Object> line = load(bench, subscribers, secure, List.of(bench.effort().perSecond()), bench.effort().seconds());
        bench.add(Figure.fanout(subscribers, secure), line, "serverCpuMicrosPerMessage");
        bench.add(Figure.LOSS, line, "lossPercent");
        if (subscribers == USUAL_SUBSCRIBERS && secure) {
            bench.addAllocated(Figure.ALLOCATION, line, "deliveredBefore", "delivered");
        }
    }

    /** At one rate after the other, until messages are lost. */
    static void rate(Bench bench) throws IOException, InterruptedException {
        Map<String, Object> line = load(bench, USUAL_SUBSCRIBERS, true, bench.effort().rates(), bench.effort().seconds());
        if (!(line.get("steps") instanceof List<?> steps)) {
            return;
        }
        double most = 0;
        for (Object one : steps) {
            if (one instanceof Map<?, ?> step && step.get("lost") instanceof Double lost && lost == 0
                    && step.get("messagesPerSecond") instanceof Double perSecond && step.get("rate") instanceof Double rate) {
                most = Math.max(most, perSecond);
                bench.results().add(Figure.rate(rate * USUAL_SUBSCRIBERS), (Double) step.get("serverCpuMicrosPerMessage"));
            }
        }
        bench.results().add(Figure.FANOUT_RATE, most);
    }

    /** Two servers of the distribution, with one event loop and with two: on a machine of few processors cost tells more than throughput. */
    static void loops(Bench bench) throws IOException, InterruptedException {
        if (bench.server() instanceof Distribution.Running own) {
            double one = cost(bench, own, 1);
            double two = cost(bench, own, 2);
            bench.results().add(Figure.SCALING, two / one);
        }
    }

    private static double cost(Bench bench, Distribution.Running own, int threads) throws IOException, InterruptedException {
        int port = own.port() + 2;
        try (Server server = bench.distribution().anywhere().start(own.name() + "-loops", port, List.of("threads=" + threads), "")) {
            Map<String, Object> line = load(bench.anywhere(server), USUAL_SUBSCRIBERS, true, List.of(bench.effort().perSecond()),
                bench.effort().seconds());
            return Bench.number(line, "serverCpuMicrosPerMessage");
        }
    }

    /** @param perSecond messages delivered per second to all subscribers together, step by step */
    private static Map<String, Object> load(Bench bench, int subscribers, boolean secure, List<Double> perSecond, double seconds)
            throws IOException, InterruptedException {
        return bench.steady("fanout", options(bench, subscribers, secure, perSecond, seconds));
    }

    private static Object[] options(Bench bench, int subscribers, boolean secure, List<Double> perSecond, double seconds) {
        String rates = perSecond.stream().map(rate -> Double.toString(rate / subscribers)).collect(Collectors.joining(","));
        List<Object> options = new ArrayList<>(List.of("--stream", "s" + System.nanoTime(), "--subscribers", subscribers, "--size", 1000,
            "--rate", rates, "--until-loss", "--warmup", bench.effort().warmup(), "--duration", seconds));
        if (secure) {
            options.addAll(List.of("--hmac", "--sseq"));
        }
        return options.toArray();
    }
}
