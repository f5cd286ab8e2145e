package org.stratocumulus.relay.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.directory.internal.Directory;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.Translator;
import org.stratocumulus.testkit.VirtualTime;
import org.stratocumulus.testkit.cluster.SimulatedCluster;
import org.stratocumulus.testkit.cluster.SimulatedNode;

/** Linked servers that introduce and relay, and their clients behind translators, in one thread and virtual time. */
final class ClusterScene {
    final VirtualTime time;
    final SimulatedNetwork network;
    final List<Node> nodes = new ArrayList<>();
    private final Ends ends;

    /** @param settings of the relay of each server */
    ClusterScene(long seed, RelaySettings... settings) {
        ends = new Ends(seed);
        time = ends.time;
        network = ends.network;
        SimulatedCluster cluster = new SimulatedCluster(time, seed);
        cluster.startAll(settings.length).forEach(node -> nodes.add(new Node(node, settings[nodes.size()])));
        until("all are linked", () -> nodes.stream().allMatch(node -> node.links.linked().size() == settings.length - 1));
        time.advance(1_000);
    }

    void until(String what, BooleanSupplier holds) {
        time.runUntil(what, 60_000, holds);
    }

    <T> T await(String what, CompletableFuture<T> future) {
        until(what, future::isDone);
        return future.join();
    }

    /** A linked server. */
    final class Node implements ClusterMessageHandler {
        final SimulatedNode links;
        final RelayingServer server;
        /** The highest type of a message between introducers that it understands. */
        int understands = Integer.MAX_VALUE;

        private Node(SimulatedNode links, RelaySettings settings) {
            this.links = links;
            server = new RelayingServer(ends, links.number(), settings);
            Directory directory = new Directory(links.id(), 1, ends.seed, time::now, links.executor(), DirectorySettings.DEFAULT);
            server.introducer.directory(directory);
            links.set("servers.publicAddress", server.address.getAddress().getHostAddress() + ":1935");
            links.add(directory);
            links.add(directory, Directory.TOPIC);
            links.add(server.introducer);
            links.add(this, Introducer.TOPIC);
            tick(directory::tick);
            tick(server.introducer::tick);
        }

        private void tick(Runnable what) {
            time.schedule(100, () -> {
                if (links.isRunning()) {
                    links.executor().execute(what);
                    tick(what);
                }
            });
        }

        @Override
        public void message(ServerNode from, String topic, List<AmfValue> values) {
            if (((AmfByteArray) values.get(0)).bytes()[0] <= understands) {
                server.introducer.message(from, topic, values);
            }
        }

        /** A client that has connected, and that the other servers have heard of. */
        Peer peer(Translator.Kind kind) {
            Peer peer = ends.peer(kind, server.address);
            time.advance(300);
            return peer;
        }

        /** As kill -9. */
        void crash() {
            links.crash();
            network.cutOff(server.end.host());
        }
    }
}
