package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.directory.internal.Directory;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.testkit.cluster.SimulatedCluster;
import org.stratocumulus.testkit.cluster.SimulatedNode;

/** Nodes with groups and the directory, linked, in virtual time; their members have no sessions, so that there can be many. */
final class ClusterScene {
    static final GroupId GROUP = GroupId.ofSpecifier("G:everywhere");

    final SimulatedCluster servers;
    final Random random;
    final List<Server> all = new ArrayList<>();
    /** Every member that is in, over all nodes. */
    final List<Client> members = new ArrayList<>();
    /** Since when a peer is nobody's member any more. */
    final Map<PeerId, Long> goneSince = new HashMap<>();
    /** How late a member is told of one that is gone already, at worst. */
    long stalest;
    private final DirectorySettings settings;
    private long lives;

    ClusterScene(long seed, int count) {
        this(seed, count, DirectorySettings.DEFAULT);
    }

    ClusterScene(long seed, int count, DirectorySettings settings) {
        this.settings = settings;
        servers = new SimulatedCluster(seed);
        servers.latency(2, 40);
        random = new Random(seed);
        servers.startAll(count).forEach(node -> all.add(new Server(node)));
        servers.runUntil("all are linked", 60_000, () -> all.stream().allMatch(server -> server.node.linked().size() == count - 1));
    }

    /** A node and its groups. */
    final class Server {
        final SimulatedNode node;
        final NetGroupNode groups;
        Directory directory;
        /** Loses so much of what other nodes say. */
        double loss;
        final ClusterMessageHandler handler = new ClusterMessageHandler() {
            @Override
            public void message(ServerNode from, String topic, List<AmfValue> values) {
                if (random.nextDouble() >= loss) {
                    groups.cluster().message(from, topic, values);
                }
            }
        };

        Server(SimulatedNode node) {
            this.node = node;
            groups = new NetGroupNode(NetGroupSettings.DEFAULT, random::nextLong);
            groups.cluster().tick(servers.time().now());
            node.add(handler, ClusterGroups.TOPIC);
            connect();
            tick();
        }

        void connect() {
            Directory begun = new Directory(node.id(), ++lives, random.nextLong(), servers.time()::now, node.executor(), settings);
            directory = begun;
            node.add(begun, Directory.TOPIC);
            node.add((ClusterListener) begun);
            tick(begun);
            groups.cluster().connect(begun);
        }

        private void tick(Directory of) {
            if (node.isRunning() && of == directory) {
                node.executor().execute(of::tick);
                servers.time().schedule(Directory.TICK, () -> tick(of));
            }
        }

        void disconnect() {
            groups.cluster().disconnect(directory);
            node.remove((ClusterMessageHandler) directory);
            node.remove((ClusterListener) directory);
            directory.close();
            directory = null;
        }

        private void tick() {
            if (node.isRunning()) {
                groups.cluster().tick(servers.time().now());
                servers.time().schedule(ClusterGroups.TICK, this::tick);
            }
        }

        Client join() {
            return join(new PeerId(random.nextLong(), random.nextLong(), 0, 0));
        }

        Client join(PeerId peer) {
            Client client = new Client(peer, this);
            members.add(client);
            goneSince.remove(peer);
            groups.join(GROUP, client);
            return client;
        }

        /** As kill -9, all its clients lost with it. */
        void kill() {
            node.crash();
            List.copyOf(members).stream().filter(member -> member.server == this).forEach(ClusterScene.this::gone);
            all.remove(this);
        }

        long count(String counter) {
            return groups.counters().snapshot().get("netgroup." + counter);
        }
    }

    /** A member on one node. */
    final class Client extends Told {
        final Server server;

        private Client(PeerId peer, Server server) {
            super(peer);
            this.server = server;
        }

        @Override
        public void introduce(List<PeerId> others) {
            super.introduce(others);
            for (PeerId other : others) {
                Long since = goneSince.get(other);
                if (since != null) {
                    stalest = Math.max(stalest, servers.time().now() - since);
                }
            }
        }

        /** Is not there any more, which its server has yet to find out. */
        void die() {
            members.remove(this);
        }

        void leave() {
            gone(this);
            server.groups.leave(group, this);
        }
    }

    private void gone(Client client) {
        members.remove(client);
        if (members.stream().noneMatch(member -> member.peer.equals(client.peer))) {
            goneSince.put(client.peer, servers.time().now());
        }
    }

    Client any() {
        return members.get(random.nextInt(members.size()));
    }

    Server anyServer() {
        return all.get(random.nextInt(all.size()));
    }

    /** So many join at once, on all nodes. */
    void join(int count) {
        for (int i = 0; i < count; i++) {
            anyServer().join();
        }
    }

    /** So many join, a hundred each second. */
    void joinSlowly(int count) {
        for (int i = 0; i < count; i += 10) {
            join(10);
            servers.run(100);
        }
    }

    long count(String counter) {
        return all.stream().mapToLong(server -> server.count(counter)).sum();
    }
}
