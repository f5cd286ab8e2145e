package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.rendezvous.RendezvousListener;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.directory.internal.Directory;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.VirtualTime;
import org.stratocumulus.testkit.cluster.SimulatedCluster;
import org.stratocumulus.testkit.cluster.SimulatedNode;

/** Servers of one cluster, with directories and introducers, and their clients, in one thread and virtual time. */
final class Scene {
    static final long LIMIT_MILLIS = 60_000;

    final VirtualTime time = new VirtualTime();
    final SimulatedNetwork network;
    final SimulatedCluster cluster;
    final List<Server> servers = new ArrayList<>();
    private final long seed;
    private int clients;

    Scene(long seed, int count, DirectorySettings settings) {
        this.seed = seed;
        network = new SimulatedNetwork(time, seed);
        cluster = new SimulatedCluster(time, seed);
        cluster.startAll(count).forEach(node -> servers.add(new Server(node, settings)));
        until("all are linked", () -> servers.stream().allMatch(server -> server.node.linked().size() == count - 1));
        time.advance(1_000);
    }

    SimulatedEnd end(InetSocketAddress address, int loops, IdentityTraits traits, EndpointOptions options, long itsSeed) {
        Identity identity = Identity.ephemeral(traits, SeededRandom.of(itsSeed));
        // the smallest group: these tests are not about arithmetic
        FlashOptions crypto = FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024);
        FlashProfile profile = new FlashProfile(identity, crypto, SeededRandom.of(itsSeed + 1));
        return new SimulatedEnd(network.host(address, loops), profile, options, time.executor(1), itsSeed + 2);
    }

    void until(String what, BooleanSupplier holds) {
        time.runUntil(what, LIMIT_MILLIS, holds);
    }

    /** One server. */
    final class Server {
        final SimulatedNode node;
        final SimulatedEnd end;
        final NetConnections connections = new NetConnections(new Applications(time.executor(1), 1_000), time.executor(1), Limits.DEFAULT);
        final List<RendezvousListener> listeners = new ArrayList<>();
        final Directory directory;
        final Introducer introducer;
        final FarCalls calls = new FarCalls(connections, time::now, seed);
        final RendezvousApplication application = new RendezvousApplication(connections, calls);

        Server(SimulatedNode node, DirectorySettings settings) {
            this.node = node;
            InetSocketAddress address = SimulatedNetwork.address(node.number(), 1935);
            end = end(address, 2, IdentityTraits.SERVER, EndpointOptions.defaults(), seed + 100 * node.number());
            end.acceptor(connections);
            introducer = new Introducer(connections, new Listeners(() -> listeners, node.executor()), new ServerAddresses(Runnable::run),
                time::now, seed, 50);
            directory = new Directory(node.id(), 1, seed, time::now, node.executor(), settings);
            introducer.directory(directory);
            calls.directory(directory.peers());
            end.routers().add(introducer);
            node.set("servers.publicAddress", address.getAddress().getHostAddress() + ":1935");
            node.add(directory);
            node.add(directory, Directory.TOPIC);
            node.add(introducer);
            node.add(introducer, Introducer.TOPIC);
            node.add(calls, FarCalls.TOPIC);
            tick(directory::tick);
            tick(introducer::tick);
        }

        private void tick(Runnable what) {
            time.schedule(100, () -> {
                if (node.isRunning()) {
                    node.executor().execute(what);
                    tick(what);
                }
            });
        }

        InetSocketAddress address() {
            return end.host().address();
        }

        long count(String counter) {
            return introducer.counters().get("rendezvous." + counter);
        }

        /** A client that has connected, at an address of its own, and that the other servers have heard of. */
        Client client() {
            Client client = new Client(this, 10 + clients, seed + 10_000 + 100L * clients);
            clients++;
            time.advance(300);
            return client;
        }

        /** As kill -9. */
        void crash() {
            node.crash();
            network.cutOff(end.host());
        }
    }

    /** A client with a NetConnection, which answers forwarded hellos. */
    final class Client implements SessionListener {
        final SimulatedEnd end;
        final PeerId id;
        final Session session;
        /** What the server has called, name and arguments. */
        final List<Command> called = new ArrayList<>();
        private SendFlow control;
        private boolean connected;

        Client(Server server, int number, long itsSeed) {
            EndpointOptions options = EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND);
            end = end(SimulatedNetwork.address(number, 50_000), 1, IdentityTraits.CLIENT, options, itsSeed);
            id = end.profile().nearCertificate().fingerprint();
            CompletableFuture<Session> opening = end.endpoint().connect(FlashDiscriminator.forUri("rtmfp://server/app"),
                List.of(server.address()), this);
            until("session " + number + " opens", opening::isDone);
            session = opening.join();
            command(Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://server/app")));
            until("connect " + number + " is answered", () -> connected);
        }

        @Override
        public void flowOpened(Session of, RecvFlow flow) {
            flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> {
                connected = true;
                RtmpMessage said = RtmpMessage.decode(message);
                if (said.type() == MessageType.COMMAND_AMF0) {
                    called.add(Command.decode(said));
                }
            });
        }

        private void command(Command command) {
            end.on(session, () -> {
                if (control == null) {
                    control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, SendFlowListener.NONE);
                }
                control.write(command.toMessage().encode(), Delivery.RELIABLE);
            });
        }

        /** Says what its addresses are (RFC 7425 section 5.3.3). */
        void setPeerInfo(Object... addresses) {
            command(Command.of("setPeerInfo", 0, null, addresses));
        }

        void leave() {
            end.on(session, session::close);
            time.advance(1_000);
        }

        /** Looks a peer up at a server and opens a session with it. */
        CompletableFuture<Session> reach(PeerId other, Server server) {
            return end.endpoint().connect(FlashDiscriminator.forPeer(other), List.of(server.address()), new Recorder());
        }
    }
}
