package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.rendezvous.internal.Listeners;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** A server that introduces and relays, at 192.0.2.N. */
final class RelayingServer {
    final InetSocketAddress address;
    final SimulatedEnd end;
    final Introducer introducer;
    final SimulatedPorts ports;
    final RelayNode relay;
    final NetConnections connections;

    RelayingServer(Ends ends, int number, RelaySettings settings) {
        address = SimulatedNetwork.address(number, 1935);
        connections = new NetConnections(new Applications(ends.time.executor(1), 1_000), ends.time.executor(1), Limits.DEFAULT);
        introducer = new Introducer(connections, new Listeners(List::of, Runnable::run), ends.time::now, ends.seed, 50);
        end = ends.end(address, 2, IdentityTraits.SERVER, EndpointOptions.defaults(), ends.seed + 100L * number);
        end.acceptor(connections);
        end.routers().add(introducer);
        ports = new SimulatedPorts(ends.network, SimulatedNetwork.address(number, 9));
        InetAddress host = address.getAddress();
        relay = new RelayNode(ports, ends.time.executor(1), new PublicAddresses(() -> List.of(host)), settings);
        introducer.relay(relay);
    }

    /** A client of this server as others see it. */
    Client client(Peer peer) {
        return connections.find(peer.id);
    }

    RelayedPeer relayed(Peer peer) {
        return RelayedPeer.of(client(peer));
    }

    long count(String counter) {
        return relay.counters().get("relay." + counter);
    }

    long introduced(String counter) {
        return introducer.counters().get("rendezvous." + counter);
    }
}
