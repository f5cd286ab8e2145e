package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.crypto.flash.Use;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.VirtualTime;

/** A responder that comes to demand HMAC and session sequence numbers (RFC 7425 sections 4.5.2.4 and 4.5.2.5). */
public class DemandsTest {
    private static final FlashOptions GROUP_2 = FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024);
    private static final FlashOptions NEITHER = GROUP_2.withHmac(Use.NEVER, Use.NEVER, 10).withSequenceNumbers(Use.NEVER, Use.NEVER);
    private static final FlashOptions BOTH = GROUP_2.withHmac(Use.ALWAYS, Use.ALWAYS, 10).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
    private static final int KEEPALIVE = 1_000;

    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network = new SimulatedNetwork(time, 1);
    private final Identity identity = Identity.ephemeral(IdentityTraits.SERVER, SeededRandom.of(1));
    private final FlashProfile profile = new FlashProfile(identity, FlashOptions.DEFAULT, SeededRandom.of(2));
    private final SimulatedEnd server = end(1, profile);

    @Test
    public void whoCannotIsRefusedAndCountedAndWhoIsThereStays() {
        CompletableFuture<Session> before = connect(2, NEITHER);
        time.advance(1_000);
        profile.terms(identity, BOTH);
        CompletableFuture<Session> refused = connect(3, NEITHER);
        time.advance(1_000);
        assertFalse(refused.isDone());
        assertEquals(1, server.count("keying.demanded"));
        assertEquals(0, server.count("keying.refused"));

        CompletableFuture<Session> willing = connect(4, GROUP_2);
        time.advance(10 * KEEPALIVE);
        assertTrue("the former terms hold for who was there", before.join().state() == SessionState.OPEN);
        assertTrue("who sends them on request is asked for them", willing.join().state() == SessionState.OPEN);
        assertEquals(2, server.endpoint().sessionCount());
        assertEquals(0, server.count("dropped.decrypt"));
    }

    private CompletableFuture<Session> connect(int host, FlashOptions options) {
        Identity client = Identity.ephemeral(IdentityTraits.CLIENT, SeededRandom.of(10 + host));
        SimulatedEnd end = end(host, new FlashProfile(client, options, SeededRandom.of(20 + host)));
        return end.connect(FlashDiscriminator.forUri("rtmfp://server/"), server, new Recorder());
    }

    private SimulatedEnd end(int host, FlashProfile of) {
        return new SimulatedEnd(network.host(SimulatedNetwork.address(host, 1935), 1), of,
                EndpointOptions.defaults().withKeepalive(KEEPALIVE), time.executor(1), host);
    }
}
