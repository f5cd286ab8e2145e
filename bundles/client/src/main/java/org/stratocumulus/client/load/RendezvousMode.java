package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.RtmfpUri;

/** Clients look for each other and talk directly: what a server, or several as one, are for who introduces peers (RFC 7016 3.5.1.6). */
final class RendezvousMode implements Mode {
    private static final double MOST_PER_SECOND = 10_000_000;

    @Override
    public String name() {
        return "rendezvous";
    }

    @Override
    public String summary() {
        return "clients find each other by peer id and talk directly, on one server and across several; lookups a second";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.of("--others", "SERVER[,...]", "", "other servers, URI or host:port: clients connect in turn, half of the pairs are on two"),
            Option.of("--clients", "N", "50", "how many connect; 0 if nobody is to meet or to be looked for"),
            Option.of("--pairs", "P", "100", "how many pairs of them meet, each once; N x (N - 1) / 4 at most"),
            Option.of("--parallel", "W", "10", "pairs under way at once"),
            Option.of("--settle", "SECONDS", "1", "between the last connect and the first lookup"),
            Option.of("--lookups", "SECONDS", "0", "then say hello to --uri for its own clients, and for those of --others, so long each"),
            Option.of("--rate", "HELLO/S", "", "lookups at most so many a second; as fast as they are answered if not given"),
            Option.of("--window", "W", "64", "lookups under way at once"),
            Option.of("--warmup", "SECONDS", "0", "lookups before, of each kind, that do not count"),
            Option.of("--unknown", "HELLO/S", "0", "all the while, ask --uri for random peer ids that nobody has"),
            Option.of("--unknown-for", "SECONDS", "0", "go on with that until so much time has gone by"),
            Option.of("--other-pids", "PID[,PID]", "", "processes of --others on this machine: adds their processor time and memory"),
            Option.of("--wait", "SECONDS", "", "instead: be one client, print its peer id and answer whoever comes, so long"),
            Option.of("--peer", "ID[,ID]", "", "instead: be one client, and reach those with these peer ids, all at the same time"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        Plan plan = plan(options, target);
        double wait = options.text("--wait").isEmpty() ? 0 : options.number("--wait", 0.1, 1e7);
        List<PeerId> wanted = peers(options.text("--peer"));
        if (wait == 0 && wanted.isEmpty()) {
            return new RendezvousRun(plan, progress, result).run();
        }
        try (Meeting meeting = new Meeting(plan.servers(), progress, 1)) {
            meeting.connect(1);
            if (wait > 0) {
                progress.phase("peer " + meeting.peers(0).get(0));
                Pacer.await(System.nanoTime() + (long) (wait * 1e9));
            } else {
                meeting.reach(wanted);
            }
            meeting.write(result);
            return meeting.isGood();
        }
    }

    /**
     * What a run is to do.
     *
     * @param servers the one that is asked first
     * @param lookups seconds of each kind, after so many seconds of warm-up
     * @param unknown hellos for nobody in a second, at least for so many seconds
     */
    record Plan(List<Target> servers, Processes processes, int clients, int pairs, int parallel, double settle, double lookups,
            double warmup, double rate, int window, double unknown, double unknownFor) {
    }

    private static Plan plan(Options options, Target target) {
        double lookups = options.number("--lookups", 0, 1e7);
        int clients = options.integer("--clients", 0, 100_000);
        long most = clients == 0 ? 0 : (long) clients * (clients - 1) / 4 + 1;
        int pairs = options.integer("--pairs", 0, (int) Math.min(Integer.MAX_VALUE, most));
        if (clients < 2 && (pairs > 0 || lookups > 0)) {
            throw new UsageException("--clients: " + clients + " are too few for --pairs or --lookups");
        }
        OpenFiles.require("--clients", clients);
        double rate = options.text("--rate").isEmpty() ? Double.POSITIVE_INFINITY : options.number("--rate", 0.001, MOST_PER_SECOND);
        return new Plan(servers(options, target), new Processes(target.server(), others(options)), clients, pairs,
            options.integer("--parallel", 1, 10_000), options.number("--settle", 0, 3_600), lookups, options.number("--warmup", 0, 1e7),
            rate, options.integer("--window", 1, 100_000), options.number("--unknown", 0, MOST_PER_SECOND),
            options.number("--unknown-for", 0, 1e7));
    }

    private static List<PeerId> peers(String text) {
        try {
            return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(PeerId::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--peer: " + e.getMessage());
        }
    }

    /** One that is host:port is asked for the application of the first. */
    private static List<Target> servers(Options options, Target first) {
        List<Target> servers = new ArrayList<>(List.of(first));
        for (String word : options.text("--others").split(",")) {
            if (!word.isBlank()) {
                String server = word.strip();
                try {
                    servers.add(first.at(RtmfpUri.parse(server.contains("://") ? server : "rtmfp://" + server + "/" + first.uri().app())));
                } catch (IllegalArgumentException e) {
                    throw new UsageException("--others: " + e.getMessage());
                }
            }
        }
        return servers;
    }

    private static List<ServerProcess> others(Options options) {
        List<ServerProcess> processes = new ArrayList<>();
        for (String pid : options.text("--other-pids").split(",")) {
            if (!pid.isBlank()) {
                if (!pid.strip().matches("[0-9]{1,9}")) {
                    throw new UsageException("--other-pids: '" + pid + "' is not a number");
                }
                processes.add(new ServerProcess(Long.parseLong(pid.strip())));
            }
        }
        return processes;
    }
}
