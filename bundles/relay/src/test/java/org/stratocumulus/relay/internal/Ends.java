package org.stratocumulus.relay.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.Translator;
import org.stratocumulus.testkit.VirtualTime;

/** Makes the servers and clients of a scene, in one thread and virtual time. */
final class Ends {
    final VirtualTime time = new VirtualTime();
    final SimulatedNetwork network;
    final long seed;
    private int peers;

    Ends(long seed) {
        this.seed = seed;
        network = new SimulatedNetwork(time, seed);
    }

    SimulatedEnd end(InetSocketAddress address, int loops, IdentityTraits traits, EndpointOptions options, long itsSeed) {
        Identity identity = Identity.ephemeral(traits, SeededRandom.of(itsSeed));
        // the smallest group: these tests are not about arithmetic
        FlashProfile profile = new FlashProfile(identity, FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024), SeededRandom.of(itsSeed + 1));
        return new SimulatedEnd(network.host(address, loops), profile, options, time.executor(1), itsSeed + 2);
    }

    /** A client that has connected to a server, behind a translator of its own; null for none. */
    Peer peer(Translator.Kind kind, InetSocketAddress server) {
        peers++;
        InetSocketAddress inside = kind == null ? SimulatedNetwork.address(100 + peers, 50_000)
            : new InetSocketAddress("10.0.0." + peers, 50_000);
        EndpointOptions options = EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND);
        SimulatedEnd end = end(inside, 1, IdentityTraits.CLIENT, options, seed + 1_000L * peers);
        if (kind != null) {
            network.behind(new Translator(kind, SimulatedNetwork.address(10 + peers, 1).getAddress()), end.host());
        }
        return new Peer(time, end, server);
    }
}
