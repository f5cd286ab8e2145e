package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.RtmfpUri;

/** Clients look for each other and talk directly: what a server, or several as one, are for who introduces peers (RFC 7016 3.5.1.6). */
final class RendezvousMode implements Mode {
    @Override
    public String name() {
        return "rendezvous";
    }

    @Override
    public String summary() {
        return "clients find each other by peer id and exchange messages directly: share that succeeds, and how long it takes";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.of("--others", "URI[,URI]", "", "other servers that clients connect to in turn: half of the pairs are on two servers then"),
            Option.of("--clients", "N", "50", "how many connect"),
            Option.of("--pairs", "P", "100", "how many pairs of them meet, each once; N x (N - 1) / 4 at most"),
            Option.of("--parallel", "W", "10", "pairs under way at once"),
            Option.of("--settle", "SECONDS", "1", "between the last connect and the first lookup"),
            Option.of("--wait", "SECONDS", "", "instead: be one client, print its peer id and answer whoever comes, so long"),
            Option.of("--peer", "ID[,ID]", "", "instead: be one client, and reach those with these peer ids, all at the same time"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        int clients = options.integer("--clients", 2, 100_000);
        int pairs = options.integer("--pairs", 1, (int) Math.min(Integer.MAX_VALUE, (long) clients * (clients - 1) / 4 + 1));
        int parallel = options.integer("--parallel", 1, 10_000);
        double settle = options.number("--settle", 0, 3_600);
        double wait = options.text("--wait").isEmpty() ? 0 : options.number("--wait", 0.1, 1e7);
        List<PeerId> wanted = peers(options.text("--peer"));
        List<Target> servers = servers(options, target);
        boolean one = wait > 0 || !wanted.isEmpty();
        OpenFiles.require("--clients", clients);
        try (Meeting meeting = new Meeting(servers, progress, parallel)) {
            meeting.connect(one ? 1 : clients);
            if (wait > 0) {
                progress.phase("peer " + meeting.firstPeer());
                Pacer.await(System.nanoTime() + (long) (wait * 1e9));
            } else if (one) {
                meeting.reach(wanted);
            } else {
                Pacer.await(System.nanoTime() + (long) (settle * 1e9));
                meeting.meet(pairs);
            }
            meeting.write(result);
            return meeting.isGood();
        }
    }

    private static List<PeerId> peers(String text) {
        try {
            return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(PeerId::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--peer: " + e.getMessage());
        }
    }

    private static List<Target> servers(Options options, Target first) {
        List<Target> servers = new ArrayList<>(List.of(first));
        for (String uri : options.text("--others").split(",")) {
            if (!uri.isBlank()) {
                try {
                    servers.add(first.at(RtmfpUri.parse(uri.strip())));
                } catch (IllegalArgumentException e) {
                    throw new UsageException("--others: " + e.getMessage());
                }
            }
        }
        return servers;
    }
}
