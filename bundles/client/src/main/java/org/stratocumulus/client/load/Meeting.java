package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.NetConnectionListener;

/** Clients on one or several servers, and pairs of them that meet. To be used by one thread. */
final class Meeting implements AutoCloseable {
    private static final long TICK_MILLIS = 200;

    private final List<Target> servers;
    private final Progress progress;
    private final int parallel;
    private final List<Fleet> fleets = new ArrayList<>();
    private final List<Ramp> ramps = new ArrayList<>();
    /** By the server that they are connected to. */
    private final List<List<MeetingClient>> clients = new ArrayList<>();
    private final Outcomes local = new Outcomes();
    private final Outcomes remote = new Outcomes();
    private final Failures connecting = new Failures();
    private final Map<PeerId, MeetingClient.Met> reached = new LinkedHashMap<>();
    private volatile String far = "";

    private record Pair(MeetingClient asker, MeetingClient wanted) {
    }

    Meeting(List<Target> servers, Progress progress, int parallel) {
        this.servers = servers;
        this.progress = progress;
        this.parallel = parallel;
        servers.forEach(server -> fleets.add(new Fleet(server)));
    }

    /** Connects so many, to the servers in turn. */
    void connect(int count) throws IOException, InterruptedException {
        for (int i = 0; i < servers.size(); i++) {
            int share = count / servers.size() + (i < count % servers.size() ? 1 : 0);
            List<MeetingClient> up = Collections.synchronizedList(new ArrayList<>());
            Ramp ramp = new Ramp(fleets.get(i), progress, Math.min(20, Math.max(1, share)), Double.POSITIVE_INFINITY);
            ramps.add(ramp);
            clients.add(up);
            ramp.run(share, true, member -> member.connect(NetConnectionListener.NONE).thenAccept(c -> up.add(new MeetingClient(c))));
            ramp.failures().byReason().keySet().forEach(connecting::add);
        }
        if (clients.stream().allMatch(List::isEmpty)) {
            throw new IOException("no client could connect: " + connecting.byReason());
        }
    }

    /** The clients of one server. */
    List<PeerId> peers(int server) {
        return server >= clients.size() ? List.of()
            : clients.get(server).stream().map(client -> client.connection().peers().nearId()).toList();
    }

    /** Pairs of one server. */
    Outcomes local() {
        return local;
    }

    /** Pairs of two servers. */
    Outcomes remote() {
        return remote;
    }

    /** The only client looks for peers that are none of this program's, all at the same time. */
    void reach(List<PeerId> wanted) {
        wanted.forEach(peer -> progress.phase("looking for " + peer));
        List<CompletableFuture<Void>> searches = wanted.stream()
            .map(peer -> run(clients.get(0).get(0), peer, local, new Semaphore(0)).thenAccept(met -> note(peer, met))).toList();
        searches.forEach(CompletableFuture::join);
    }

    private void note(PeerId peer, MeetingClient.Met met) {
        if (met != null) {
            synchronized (reached) {
                reached.put(peer, met);
            }
        }
    }

    /** Pairs taken by chance meet, each pair once: every other one on two servers, if there are two. */
    void meet(int pairs) throws InterruptedException {
        Semaphore room = new Semaphore(parallel);
        Set<Set<PeerId>> met = new HashSet<>();
        SplittableRandom random = new SplittableRandom(1);
        progress.phase(pairs + " pairs, " + parallel + " at once");
        for (int i = 0; i < pairs; i++) {
            boolean apart = clients.size() > 1 && i % 2 == 1;
            Pair pair = pair(apart, met, random);
            if (pair == null) {
                break; // all have met
            }
            while (!room.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.tick(() -> local.met() + " local and " + remote.met() + " remote pairs have met");
            }
            run(pair.asker, pair.wanted.connection().peers().nearId(), apart ? remote : local, room);
        }
        room.acquire(parallel);
    }

    private Pair pair(boolean apart, Set<Set<PeerId>> met, SplittableRandom random) {
        for (int tries = 0; tries < 10_000; tries++) {
            int server = random.nextInt(clients.size());
            int other = apart ? (server + 1 + random.nextInt(clients.size() - 1)) % clients.size() : server;
            if (clients.get(server).isEmpty() || clients.get(other).isEmpty()) {
                continue;
            }
            MeetingClient asker = clients.get(server).get(random.nextInt(clients.get(server).size()));
            MeetingClient wanted = clients.get(other).get(random.nextInt(clients.get(other).size()));
            if (asker != wanted && met.add(Set.of(asker.connection().peers().nearId(), wanted.connection().peers().nearId()))) {
                return new Pair(asker, wanted);
            }
        }
        return null;
    }

    /** @return how they met; null when they did not */
    private CompletableFuture<MeetingClient.Met> run(MeetingClient asker, PeerId wanted, Outcomes outcomes, Semaphore room) {
        return asker.meet(wanted, servers.get(0).timeout().toMillis()).handle((met, failure) -> {
            if (failure == null) {
                outcomes.met(met);
                far = met.far();
            } else {
                outcomes.failures().add(failure);
            }
            room.release();
            return met;
        });
    }

    boolean isGood() {
        return connecting.count() == 0 && local.failures().count() == 0 && remote.failures().count() == 0;
    }

    void write(JsonLine result) {
        Map<String, Long> failures = new TreeMap<>(connecting.byReason());
        local.failures().byReason().forEach((reason, n) -> failures.merge(reason, n, Long::sum));
        remote.failures().byReason().forEach((reason, n) -> failures.merge(reason, n, Long::sum));
        result.put("servers", servers.size()).put("clients", clients.stream().mapToLong(List::size).sum());
        local.write(result, "local");
        if (servers.size() > 1) {
            remote.write(result, "remote");
        }
        if (!reached.isEmpty()) {
            JsonLine peers = new JsonLine();
            reached.forEach((peer, met) -> peers.put(peer.toString(), met.write()));
            result.put("peers", peers);
        }
        result.put("far", far).put("failures", failures);
    }

    @Override
    public void close() {
        ramps.forEach(Ramp::close);
        fleets.forEach(Fleet::close);
    }
}
