package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.List;
import org.stratocumulus.client.NetConnectionListener;

/** Opens sessions, connects, and closes: how many handshakes a server does in a second. */
final class ConnectMode implements Mode {
    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String summary() {
        return "opens sessions, connects and closes them: handshakes per second and their latency";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.of("--sessions", "N", "100", "how many in all"),
            Option.of("--warmup", "N", "0", "how many before, without counting"),
            Option.of("--parallel", "P", "10", "how many under way at once"),
            Option.of("--rate", "R", "", "begin at most R a second; as fast as the others end if not given"),
            Option.flag("--hold", "close none before all are up"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        int sessions = options.integer("--sessions", 1, 10_000_000);
        int warmup = options.integer("--warmup", 0, 10_000_000);
        int parallel = options.integer("--parallel", 1, 100_000);
        double rate = options.text("--rate").isEmpty() ? Double.POSITIVE_INFINITY : options.number("--rate", 0.001, 1_000_000);
        boolean hold = options.flag("--hold");
        OpenFiles.require(hold ? "--sessions" : "--parallel", hold ? sessions : Math.min(sessions, parallel));
        result.put("sessions", sessions).put("parallel", parallel);
        try (Fleet fleet = new Fleet(target); Ramp before = new Ramp(fleet, progress, parallel, rate);
                Ramp ramp = new Ramp(fleet, progress, parallel, rate)) {
            progress.phase("warming up with " + warmup + " sessions");
            before.run(warmup, false, member -> member.connect(NetConnectionListener.NONE));
            progress.phase(sessions + " sessions, " + parallel + " at once");
            ServerCost cost = target.cost();
            cost.begin();
            ramp.run(sessions, hold, member -> member.connect(NetConnectionListener.NONE));
            cost.end();
            result.put("connected", ramp.succeeded()).put("failed", ramp.failures().count()).put("seconds", ramp.seconds(), 3)
                .put("handshakesPerSecond", ramp.succeeded() / ramp.seconds(), 1)
                .put("latencyMillis", ramp.latency()).put("failures", ramp.failures().byReason());
            cost.write(result, "Session", ramp.succeeded());
            return before.failures().count() + ramp.failures().count() == 0;
        }
    }
}
