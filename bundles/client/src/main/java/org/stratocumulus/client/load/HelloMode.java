package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.NetConnectionListener;

/** Says hello and opens nothing: what a server does for addresses that have proved nothing, and who introduces peers. */
final class HelloMode implements Mode {
    @Override
    public String name() {
        return "hello";
    }

    @Override
    public String summary() {
        return "says hello without opening a session: hellos answered per second; with --peers, peers found per second";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.of("--peers", "N", "0", "connect N clients, then look for one after the other; 0 asks for the server itself"),
            Option.of("--rate", "HELLO/S", "", "at most so many a second; as fast as they are answered if not given"),
            Option.of("--window", "W", "64", "hellos under way at once"),
            Option.of("--warmup", "SECONDS", "0", "how long to say hello before, without counting"),
            Option.of("--duration", "SECONDS", "5", "how long to say hello"),
            Option.flag("--first", "end with the first answer, and tell when it came"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        int peers = options.integer("--peers", 0, 1_000_000);
        double rate = options.text("--rate").isEmpty() ? Double.POSITIVE_INFINITY : options.number("--rate", 0.001, 10_000_000);
        int window = options.integer("--window", 1, 100_000);
        double warmup = options.number("--warmup", 0, 1e7);
        double duration = options.number("--duration", 0.001, 1e7);
        OpenFiles.require("--peers", peers);
        result.put("peers", peers);
        try (Fleet fleet = new Fleet(target); Ramp ramp = new Ramp(fleet, progress, Math.min(20, Math.max(1, peers)), Double.POSITIVE_INFINITY)) {
            Queue<PeerId> up = new ConcurrentLinkedQueue<>();
            ramp.run(peers, true, member -> member.connect(NetConnectionListener.NONE).thenRun(() -> up.add(member.peerId())));
            if (peers > 0 && up.isEmpty()) {
                throw new IOException("no client could connect: " + ramp.failures().byReason());
            }
            InetSocketAddress server = target.addresses().get(0);
            try (HelloCaller caller = up.isEmpty() ? HelloCaller.forServer(server, target.uri().tcUrl(), window, rate)
                    : HelloCaller.forPeers(server, List.copyOf(up), window, rate)) {
                progress.phase("saying hello for " + (warmup + duration) + " s");
                result.put("answeredBefore", caller.run(warmup, progress).answered());
                ServerCost cost = target.cost();
                cost.begin();
                HelloCaller.Figures figures = options.flag("--first") ? caller.runToFirstAnswer(duration, progress)
                    : caller.run(duration, progress);
                cost.end();
                result.put("sent", figures.sent()).put("answered", figures.answered()).put("lost", figures.lost()).put("firstAnswer", figures.firstAnswer())
                    .put("seconds", figures.seconds(), 3).put("hellosPerSecond", figures.answered() / figures.seconds(), 1)
                    .put("failures", ramp.failures().byReason());
                cost.write(result, "Hello", figures.answered());
                return figures.answered() > 0 && ramp.failures().count() == 0;
            }
        }
    }
}
