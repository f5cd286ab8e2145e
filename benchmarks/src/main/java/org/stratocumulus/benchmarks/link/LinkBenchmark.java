package org.stratocumulus.benchmarks.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * Messages between two whole nodes of cluster-link over TCP on the loopback interface, from the call of {@code send} on one thread to
 * the handler on another, no faster than the handler takes them; then one message to and fro at a time. The result is one line of JSON.
 */
public final class LinkBenchmark {
    /** Reference, marker and length in front of the bytes. */
    private static final int OVERHEAD = 5;
    private static final int ROUND_TRIPS = 5_000;
    /** Messages under way: half of what a handler's mailbox takes before it drops. */
    private static final int UNHANDLED = 50_000;

    private final LinkEnd near = new LinkEnd("near");
    private final LinkEnd far = new LinkEnd("far");
    private final ServerNode link;
    private final AmfValue value;
    private final int size;
    private final int messages;

    /**
     * @param perSecond handled
     * @param sendNanos processor time of the sending end for one message: the caller and the link
     * @param receiveNanos of the receiving end: the link and the handler
     * @param lost of those sent, in percent: dropped because the handler had too much to do
     * @param roundTripMicros the median
     * @param roundTrip99 99 of 100 take no longer
     */
    private record Run(double perSecond, double sendNanos, double receiveNanos, double lost, double roundTripMicros, double roundTrip99) {
    }

    private LinkBenchmark(int port, int size, int messages) {
        this.size = size;
        this.messages = messages;
        value = AmfByteArray.of(new byte[size - OVERHEAD]);
        far.configure(Map.of("servers.port", Integer.toString(port)));
        near.configure(Map.of("servers.targets", "127.0.0.1:" + port, "servers.retry", "1"));
        link = near.other();
    }

    /** {@code [runs [messages [size [port]]]]}: 7 runs of 5 million messages of 100 bytes, over port 1937. */
    public static void main(String[] words) {
        int[] numbers = {7, 5_000_000, 100, 1937};
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        LinkBenchmark benchmark = new LinkBenchmark(numbers[3], numbers[2], numbers[1]);
        List<Run> runs = new ArrayList<>();
        benchmark.run(); // warms up
        benchmark.run();
        for (int i = 0; i < numbers[0]; i++) {
            runs.add(benchmark.run());
        }
        benchmark.close();
        System.out.println(benchmark.json(runs));
    }

    private Run run() {
        long before = far.counted();
        long dropped = far.dropped();
        long nearCpu = near.cpu() + LinkEnd.ownCpu();
        long farCpu = far.cpu();
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            while (i % 256 == 0 && i - (far.counted() - before) > UNHANDLED) {
                LockSupport.parkNanos(200_000);
            }
            while (link.send(LinkEnd.COUNT, value) == SendResult.QUEUE_FULL) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        nearCpu = near.cpu() + LinkEnd.ownCpu() - nearCpu; // what is left to write is less than one queue
        LinkEnd.await("all messages", () -> far.counted() - before + far.dropped() - dropped >= messages);
        double seconds = (System.nanoTime() - start) / 1e9;
        farCpu = far.cpu() - farCpu;
        double handled = far.counted() - before;
        long[] trips = roundTrips();
        return new Run(handled / seconds, (double) nearCpu / messages, farCpu / handled, 100 * (1 - handled / messages),
            trips[ROUND_TRIPS / 2] / 1e3, trips[ROUND_TRIPS * 99 / 100] / 1e3);
    }

    private long[] roundTrips() {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < ROUND_TRIPS; i++) {
            long before = near.echoed();
            long start = System.nanoTime();
            link.send(LinkEnd.ECHO, value);
            while (near.echoed() == before) {
                Thread.onSpinWait();
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private String json(List<Run> runs) {
        return "{\"bytes\":" + size + ",\"messages\":" + messages + ",\"runs\":" + runs.size()
            + figure("messagesPerSecond", runs, Run::perSecond) + figure("sendNanos", runs, Run::sendNanos)
            + figure("receiveNanos", runs, Run::receiveNanos) + figure("lostPercent", runs, Run::lost)
            + figure("roundTripMicros", runs, Run::roundTripMicros) + figure("roundTrip99Micros", runs, Run::roundTrip99) + "}";
    }

    private static String figure(String name, List<Run> runs, ToDoubleFunction<Run> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return String.format(Locale.ROOT, ",\"%s\":{\"median\":%.1f,\"least\":%.1f,\"greatest\":%.1f}", name, sorted[sorted.length / 2],
            sorted[0], sorted[sorted.length - 1]);
    }

    private void close() {
        near.close();
        far.close();
    }
}
