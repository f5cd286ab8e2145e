package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stratocumulus.api.PeerId;

/** One run of {@link RendezvousMode}: clients connect, pairs meet, the server is asked for them, all the while for nobody, too. */
final class RendezvousRun {
    private final RendezvousMode.Plan plan;
    private final Progress progress;
    private final JsonLine result;
    private final Processes processes;

    RendezvousRun(RendezvousMode.Plan plan, Progress progress, JsonLine result) {
        this.plan = plan;
        this.progress = progress;
        this.result = result;
        this.processes = plan.processes();
    }

    /** @return whether nothing failed */
    boolean run() throws IOException, InterruptedException {
        try (Meeting meeting = new Meeting(plan.servers(), progress, plan.parallel())) {
            if (plan.clients() > 0) {
                meeting.connect(plan.clients());
                Pacer.await(System.nanoTime() + (long) (plan.settle() * 1e9));
            }
            processes.writeMemory(result, "AtFirst");
            return plan.unknown() == 0 ? among(meeting, null) : besideStrangers(meeting);
        }
    }

    private boolean besideStrangers(Meeting meeting) throws IOException, InterruptedException {
        try (Strangers strangers = new Strangers(plan.servers().get(0).addresses().get(0), plan.unknown())) {
            progress.phase(Table.number(plan.unknown(), 0) + " hellos a second for nobody");
            strangers.begin();
            return among(meeting, strangers);
        }
    }

    private boolean among(Meeting meeting, Strangers strangers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Processes.Spent before = processes.spent();
        if (plan.pairs() > 0) {
            meeting.meet(plan.pairs());
        }
        Lookups.Figures local = lookups(meeting.peers(0));
        Lookups.Figures remote = lookups(IntStream.range(1, plan.servers().size()).boxed()
            .flatMap(server -> meeting.peers(server).stream()).toList());
        Strangers.Figures unknown = null;
        if (strangers != null) {
            Pacer.await(start + (long) (plan.unknownFor() * 1e9));
            unknown = strangers.end();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Processes.Spent spent = processes.spent().since(before);
        progress.phase(table(meeting, local, remote, unknown).toString());
        meeting.write(result);
        if (local != null) {
            local.write(result, "local");
        }
        if (remote != null) {
            remote.write(result, "remote");
        }
        if (unknown != null) {
            unknown.write(result);
        }
        processes.write(result, spent, seconds);
        return meeting.isGood() && Stream.of(local, remote).allMatch(side -> side == null || side.hellos().answered() > 0);
    }

    /** Null when there are none to look for, or none is wanted. */
    private Lookups.Figures lookups(List<PeerId> peers) throws IOException {
        if (plan.lookups() == 0 || peers.isEmpty()) {
            return null;
        }
        progress.phase("looking for " + peers.size() + " peers for " + (plan.warmup() + plan.lookups()) + " s");
        return new Lookups(plan.servers().get(0).addresses().get(0), plan.window(), plan.rate(), processes, progress)
            .run(peers, plan.warmup(), plan.lookups());
    }

    private Table table(Meeting meeting, Lookups.Figures local, Lookups.Figures remote, Strangers.Figures unknown) {
        Table table = new Table(List.of("local", "remote"));
        if (plan.pairs() > 0) {
            table.row("pairs", both(meeting, pairs -> Long.toString(pairs.pairs())))
                .row("met", both(meeting, pairs -> Table.percent(pairs.met(), pairs.pairs())))
                .rows("session opens", List.of(meeting.local().latency(), meeting.remote().latency()))
                .rows("message echoed", List.of(meeting.local().echo(), meeting.remote().echo()));
        }
        if (plan.lookups() > 0) {
            table.row("lookups answered/s", both(local, remote, side -> Table.number(side.perSecond(), 0)))
                .row("lookups answered", both(local, remote, side -> Table.percent(side.hellos().answered(), side.hellos().sent())))
                .row("CPU of the asked server, us", both(local, remote, side -> Table.number(side.askedMicros(), 1)))
                .row("CPU of the others, us", both(local, remote, side -> Table.number(side.othersMicros(), 1)));
        }
        if (unknown != null) {
            table.row("for nobody, hellos/s", List.of(Table.number(unknown.sent() / unknown.seconds(), 0), ""))
                .row("for nobody, bytes back by bytes", List.of(Table.number((double) unknown.answerBytes() / unknown.bytes(), 3), ""));
        }
        return table;
    }

    private static List<String> both(Meeting meeting, Function<Outcomes, String> cell) {
        return List.of(cell.apply(meeting.local()), cell.apply(meeting.remote()));
    }

    private static List<String> both(Lookups.Figures local, Lookups.Figures remote, Function<Lookups.Figures, String> cell) {
        return Stream.of(local == null ? "-" : cell.apply(local), remote == null ? "-" : cell.apply(remote)).toList();
    }
}
