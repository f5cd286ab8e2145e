package org.stratocumulus.client.load;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.NetStreamListener;
import org.stratocumulus.session.CloseReason;

/** Holds sessions that do nothing but live. */
final class IdleMode implements Mode {
    private static final int PROBES_AT_ONCE = 100;
    private static final long TICK_MILLIS = 200;
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String summary() {
        return "holds connected sessions and asks each at the end whether it still lives";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.of("--sessions", "N", "100", "how many"),
            Option.of("--first", "N", "0", "measure the server's memory when so many are up, too"),
            Option.of("--parallel", "P", "10", "how many connect at once"),
            Option.of("--duration", "SECONDS", "10", "how long to hold them all"),
            Option.flag("--until-eof", "hold them until standard input ends, whatever --duration says"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        int sessions = options.integer("--sessions", 1, 1_000_000);
        int first = options.integer("--first", 0, sessions);
        int parallel = options.integer("--parallel", 1, 100_000);
        double duration = options.number("--duration", 0, 1e7);
        OpenFiles.require("--sessions", sessions);
        Queue<NetConnection> connections = new ConcurrentLinkedQueue<>();
        Failures deaths = new Failures();
        result.put("sessions", sessions).put("duration", duration, 1);
        try (Fleet fleet = new Fleet(target); Ramp ramp = new Ramp(fleet, progress, parallel, Double.POSITIVE_INFINITY)) {
            progress.phase(sessions + " sessions, " + parallel + " at once");
            ServerCost cost = target.cost();
            ramp.run(first, true, member -> member.connect(new CountsDeath(deaths)).thenAccept(connections::add));
            settle(first);
            cost.writeMemory(result, "serverResidentKilobytesAtFirst");
            ramp.run(sessions - first, true, member -> member.connect(new CountsDeath(deaths)).thenAccept(connections::add));
            settle(sessions);
            progress.phase(ramp.succeeded() + " up, held" + (options.flag("--until-eof") ? "" : " for " + duration + " s"));
            cost.begin();
            double held = options.flag("--until-eof") ? holdUntilEof() : hold(duration, progress, deaths);
            cost.end();
            cost.write(result, "SessionSecond", Math.round(ramp.succeeded() * held));
            long died = connections.size() - alive(connections, target, deaths);
            result.put("connected", ramp.succeeded()).put("failed", ramp.failures().count()).put("died", died)
                .put("rampSeconds", ramp.seconds(), 3).put("latencyMillis", ramp.latency())
                .put("failures", ramp.failures().byReason()).put("deaths", deaths.byReason());
            return ramp.failures().count() == 0 && died == 0;
        }
    }

    /** Lets a server finish what it does behind its answers, before anything of it is measured. */
    private static void settle(int sessions) throws InterruptedException {
        if (sessions > 0) {
            Pacer.await(System.nanoTime() + SETTLE_NANOS);
        }
    }

    private static double hold(double seconds, Progress progress, Failures deaths) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - end < 0) {
            Pacer.await(Math.min(end, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)));
            progress.tick(() -> deaths.count() + " died, " + (end - System.nanoTime()) / 1_000_000_000 + " s left");
        }
        return seconds;
    }

    private static double holdUntilEof() throws IOException {
        long start = System.nanoTime();
        System.in.transferTo(OutputStream.nullOutputStream());
        return (System.nanoTime() - start) / 1e9;
    }

    /** A session without its far end still looks open until keepalive finds out: so each has to answer. */
    private static long alive(Queue<NetConnection> held, Target target, Failures deaths) {
        long alive = 0;
        List<NetConnection> batch = new ArrayList<>();
        for (NetConnection connection : held) {
            batch.add(connection);
            if (batch.size() == PROBES_AT_ONCE) {
                alive += probe(batch, target, deaths);
                batch.clear();
            }
        }
        return alive + probe(batch, target, deaths);
    }

    private static long probe(List<NetConnection> batch, Target target, Failures deaths) {
        List<CompletableFuture<Boolean>> probes = batch.stream().map(connection -> connection.createStream(NetStreamListener.NONE)
            .orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .handle((stream, failure) -> {
                if (failure != null && !(failure instanceof IllegalStateException)) { // that one was counted when it closed
                    deaths.add("no answer: " + Failures.reason(failure));
                }
                return failure == null;
            })).toList();
        return probes.stream().filter(CompletableFuture::join).count();
    }

    private record CountsDeath(Failures deaths) implements NetConnectionListener {
        @Override
        public void closed(NetConnection connection, CloseReason reason) {
            if (reason != CloseReason.SHUTDOWN) {
                deaths.add(reason.name());
            }
        }
    }
}
