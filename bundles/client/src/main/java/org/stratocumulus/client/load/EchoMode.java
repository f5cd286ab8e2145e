package org.stratocumulus.client.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/**
 * A fan-out without RTMFP, to be set beside one with it: the same datagrams at the same rate through the same event loops and as many
 * sockets, by way of a {@link Mirror}. What is left is what the machine and this program add to every latency.
 */
final class EchoMode implements Mode {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String summary() {
        return "a fan-out of datagrams without RTMFP, for comparison: latency of machine and load generator alone";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.flag("--mirror", "be the mirror at the address of --uri, until standard input ends; the other options say nothing then"),
            Option.of("--subscribers", "N", "100", "how many sockets each datagram comes back to"),
            Option.of("--size", "BYTES", "1000", "bytes of each datagram, 16 to 1400"),
            Option.of("--rate", "MSG/S", "50", "datagrams per second"),
            Option.of("--warmup", "SECONDS", "0", "how long to send before, without counting"),
            Option.of("--duration", "SECONDS", "10", "how long to send"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        InetSocketAddress address = target.addresses().get(0);
        if (options.flag("--mirror")) {
            try (Mirror mirror = new Mirror(address)) {
                progress.phase("reflecting at " + address);
                System.in.transferTo(OutputStream.nullOutputStream());
            }
            return true;
        }
        int subscribers = options.integer("--subscribers", 1, Mirror.MAX_REMEMBERED);
        int size = options.integer("--size", 2 * Long.BYTES, 1400);
        double rate = options.number("--rate", 0.001, 10_000_000);
        double warmup = options.number("--warmup", 0, 1e7);
        double duration = options.number("--duration", 0.001, 1e7);
        OpenFiles.require("--subscribers", subscribers + 1);
        result.put("subscribers", subscribers).put("size", size).put("rate", rate, 1);
        try (UdpTransport threads = new UdpTransport(UdpTransportOptions.defaults().withThreads(target.threads()).withThreadName("rtmfp-load-"))) {
            List<EchoSocket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i <= subscribers; i++) {
                    sockets.add(new EchoSocket(threads, i, new InetSocketAddress(address.getAddress(), 0), address));
                }
                greet(sockets.subList(1, sockets.size()), target);
                progress.phase("sending for " + (warmup + duration) + " s");
                sockets.get(0).send(size, rate, warmup);
                return measure(sockets.get(0), sockets.subList(1, sockets.size()), new Datagrams(size, rate, duration), target.cost(), result);
            } finally {
                sockets.forEach(EchoSocket::close);
            }
        }
    }

    /** What is sent. */
    private record Datagrams(int size, double perSecond, double seconds) {
    }

    private static boolean measure(EchoSocket sender, List<EchoSocket> receivers, Datagrams datagrams, ServerCost cost, JsonLine result)
            throws IOException, InterruptedException {
        long since = System.nanoTime();
        receivers.forEach(receiver -> receiver.countSince(since));
        cost.begin();
        long expected = receivers.size() * sender.send(datagrams.size, datagrams.perSecond, datagrams.seconds);
        LatencyHistogram latency = drained(receivers, expected);
        cost.end();
        result.put("expected", expected).put("received", latency.count()).put("lost", expected - latency.count())
            .put("latencyMillis", latency);
        cost.write(result, "Message", latency.count());
        return latency.count() > 0;
    }

    private static void greet(List<EchoSocket> receivers, Target target) throws IOException {
        try {
            CompletableFuture.allOf(receivers.stream().map(EchoSocket::greet).toArray(CompletableFuture[]::new))
                .orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("there is no mirror at " + target.addresses().get(0), e);
        }
    }

    /** What has come when all has, or nothing more does. */
    private static LatencyHistogram drained(List<EchoSocket> receivers, long expected) throws InterruptedException {
        long before = -1;
        LatencyHistogram latency = sum(receivers);
        while (latency.count() > before && latency.count() < expected) {
            before = latency.count();
            Pacer.await(System.nanoTime() + QUIET_NANOS);
            latency = sum(receivers);
        }
        return latency;
    }

    private static LatencyHistogram sum(List<EchoSocket> receivers) {
        LatencyHistogram latency = new LatencyHistogram();
        receivers.forEach(receiver -> latency.add(receiver.latency()));
        return latency;
    }
}
