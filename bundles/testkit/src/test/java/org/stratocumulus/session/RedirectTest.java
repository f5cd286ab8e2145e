package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.Redirect;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** Candidates, redirects and forwarded hellos: RFC 7016 sections 3.5.1.1.1, 3.5.1.4 and 3.5.1.5. */
public class RedirectTest {
    private final SessionPair pair = SessionPair.plain(1);

    @Test
    public void hellosAreRepeatedOneAndAHalfSecondsLaterEachTimeUntilTheUltimateOpenTimeout() {
        pair.network().cutOff(pair.server().host());
        CompletableFuture<Session> opening = pair.connect();
        pair.time().advance(94_999);
        assertFalse(opening.isDone());
        List<Long> gaps = new ArrayList<>();
        List<Datagram> hellos = pair.network().sentBy(pair.client().host());
        for (int i = 1; i < hellos.size(); i++) {
            gaps.add(hellos.get(i).at() - hellos.get(i - 1).at());
        }
        assertEquals(List.of(1_500L, 3_000L, 4_500L, 6_000L, 7_500L, 9_000L, 10_500L, 12_000L, 13_500L, 15_000L), gaps);

        pair.time().advance(2);
        assertEquals(CloseReason.OPEN_FAILED, HandshakeTest.reason(opening));
        pair.time().advance(100_000);
        assertEquals("no more of them", hellos.size(), pair.network().sentBy(pair.client().host()).size());
    }

    @Test
    public void aCancelledAttemptEnds() {
        pair.network().cutOff(pair.server().host());
        CompletableFuture<Session> opening = pair.connect();
        pair.time().advance(2_000);
        opening.cancel(false);
        pair.network().forget();
        pair.time().advance(20_000);
        assertEquals(List.of(), pair.network().sent());
        assertEquals(1, pair.client().count("openings.failed"));
    }

    @Test
    public void anAttemptWithoutAnUsableAddressFailsAtOnce() {
        CompletableFuture<Session> opening = pair.client().endpoint().connect(pair.discriminator(),
                List.of(InetSocketAddress.createUnresolved("example.org", 1935), SimulatedNetwork.address(20, 0)), new Recorder());
        pair.time().advance(1);
        assertEquals(CloseReason.OPEN_FAILED, HandshakeTest.reason(opening));
    }

    @Test
    public void aRedirectAddsCandidates() {
        SimulatedEnd redirector = redirectorTo(pair.server().host().address());
        CompletableFuture<Session> opening = pair.client().connect(pair.discriminator(), redirector, pair.recorder());
        pair.runUntil("the session opens", 5_000, opening::isDone);
        assertEquals(pair.server().host().address(), opening.join().farAddress());
        assertEquals(1, redirector.count("hello.redirected"));
    }

    @Test
    public void noMoreThanTwentyFourCandidatesAreTried() {
        InetSocketAddress[] many = new InetSocketAddress[24];
        for (int i = 0; i < many.length; i++) {
            many[i] = SimulatedNetwork.address(100 + i, 1935);
        }
        SimulatedEnd redirector = redirectorTo(many);
        pair.client().connect(pair.discriminator(), redirector, pair.recorder());
        pair.time().advance(1_000);
        long addresses = pair.network().sentBy(pair.client().host()).stream().map(Datagram::to).distinct().count();
        assertEquals("REDIRECT_THRESHOLD, the redirector included", 24, addresses);
    }

    @Test
    public void aRedirectWithATagThatNobodyChoseIsIgnored() {
        pair.network().cutOff(pair.server().host());
        pair.connect();
        pair.time().advance(10);
        pair.network().inject(SimulatedNetwork.address(66, 1), pair.client().host().address(), PlainPacket.startup(0,
                new Redirect(new byte[16], List.of(observed(SimulatedNetwork.address(67, 1))))).write());
        pair.time().advance(1_000);
        assertEquals(1, pair.network().sentBy(pair.client().host()).size());
    }

    @Test
    public void anImpliedRedirectMeansWhereItCameFrom() {
        SimulatedEnd redirector = redirectorTo();
        pair.client().connect(pair.discriminator(), redirector, pair.recorder());
        pair.time().advance(5);
        byte[] tag = PlainPacket.chunks(pair.network().sent(), IHello.class).get(0).tag();
        pair.network().inject(pair.server().host().address(), pair.client().host().address(),
                PlainPacket.startup(0, new Redirect(tag, List.of())).write());
        pair.runUntil("the session opens", 1_000, () -> !pair.server().accepted().isEmpty());
    }

    @Test
    public void aDiscriminatorThatSelectsNobodyFindsNoAnswer() {
        CompletableFuture<Session> opening = pair.client().connect(PlainProfile.discriminator("nobody"), pair.server(), new Recorder());
        pair.time().advance(5_000);
        assertFalse(opening.isDone());
        assertEquals(List.of(), pair.network().sentBy(pair.server().host()));
        assertTrue(pair.server().count("hello.ignored") > 0);
    }

    @Test
    public void aRouterCanKeepThisEndpointFromAnswering() {
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> selectsUs ? HelloDecision.IGNORE : HelloDecision.PASS);
        pair.connect();
        pair.time().advance(5_000);
        assertEquals(List.of(), pair.network().sentBy(pair.server().host()));
    }

    @Test
    public void aRouterThatFailsHarmsNobodyElse() {
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> {
            throw new IllegalStateException("a router's defect");
        });
        pair.connect();
        pair.time().advance(100);
        assertEquals(1, pair.server().count("failures"));
        pair.server().routers().clear();
        pair.runUntil("the next hello is answered", 5_000, () -> !pair.server().accepted().isEmpty());
    }

    @Test
    public void aForwardedHelloIsAnsweredLikeOneFromTheReplyAddress() {
        assertEquals(SimulatedNetwork.address(77, 7), answerToForwardedHello(EndpointOptions.ForwardedHello.RESPOND, RHello.class));
    }

    @Test
    public void aForwardedHelloCanBeAnsweredByAnImpliedRedirect() {
        assertEquals(SimulatedNetwork.address(77, 7),
                answerToForwardedHello(EndpointOptions.ForwardedHello.IMPLIED_REDIRECT, Redirect.class));
    }

    @Test
    public void aServerIgnoresForwardedHellos() {
        Session near = pair.open();
        pair.network().forget();
        pair.client().on(near, () -> near.forwardHello(pair.discriminator().encoded(), observed(SimulatedNetwork.address(77, 7)),
                new byte[16]));
        pair.time().advance(1_000);
        assertEquals(1, pair.network().sent().size());
    }

    /** RFC 7016 3.5.1.6: what opens the firewall is the RHello that leaves the responder. */
    @Test
    public void aServerBehindAFirewallIsReachedWhenAnotherForwardsTheHello() {
        behindAFirewall(pair.server());
        SimulatedEnd redirector = redirectorTo(pair.server().host().address());
        redirector.routers().add(0, (from, discriminator, tag, selectsUs) -> {
            assertTrue(pair.server().endpoint().answerForwarded(from, discriminator.encoded(), tag));
            return HelloDecision.PASS;
        });
        CompletableFuture<Session> opening = pair.client().connect(pair.discriminator(), redirector, pair.recorder());
        pair.runUntil("the session opens", 5_000, opening::isDone);
        assertEquals(pair.server().host().address(), opening.join().farAddress());
    }

    @Test
    public void itIsNotReachedByARedirectAlone() {
        behindAFirewall(pair.server());
        CompletableFuture<Session> opening = pair.client().connect(pair.discriminator(), redirectorTo(pair.server().host().address()),
                pair.recorder());
        pair.time().advance(30_000);
        assertFalse(opening.isDone());
    }

    @Test
    public void hellosForwardedByAServerAreAnsweredWithinTheLimitForAllAndOnlyWhenTheyAreForThisEnd() {
        SessionPair limited = SessionPair.plain(1, EndpointOptions.defaults().withHellosPerSecond(10), 1, 1);
        Endpoint server = limited.server().endpoint();
        for (int i = 0; i < 100; i++) {
            server.answerForwarded(SimulatedNetwork.address(77, 1 + i), limited.discriminator().encoded(), new byte[16]);
        }
        server.answerForwarded(SimulatedNetwork.address(77, 1), PlainProfile.discriminator("nobody").encoded(), new byte[16]);
        server.answerForwarded(SimulatedNetwork.address(77, 0), limited.discriminator().encoded(), new byte[16]);
        limited.time().advance(0);
        assertEquals(10, limited.network().sentBy(limited.server().host()).size());
        assertEquals(90, limited.server().count("hello.limited"));
        assertEquals(2, limited.server().count("hello.ignored"));
    }

    /** Lets in only what comes from where something was sent to before. */
    private void behindAFirewall(SimulatedEnd end) {
        InetSocketAddress inside = end.host().address();
        Set<InetSocketAddress> open = new HashSet<>();
        pair.network().lose(datagram -> {
            if (datagram.from().equals(inside)) {
                open.add(datagram.to());
            }
            return datagram.to().equals(inside) && !open.contains(datagram.from());
        });
    }

    /** A forwarder's session with a responder: the pair's client forwards, its server answers. @return where the answer went */
    private static InetSocketAddress answerToForwardedHello(EndpointOptions.ForwardedHello choice, Class<?> answer) {
        SessionPair forwarding = SessionPair.plain(1, EndpointOptions.defaults().withForwardedHello(choice));
        Session near = forwarding.open();
        forwarding.network().forget();
        EndpointDiscriminator foreign = PlainProfile.discriminator("nobody");
        Address reply = observed(SimulatedNetwork.address(77, 7));
        forwarding.client().on(near, () -> {
            near.forwardHello(foreign.encoded(), reply, new byte[16]);
            near.forwardHello(forwarding.discriminator().encoded(), reply, new byte[16]);
        });
        forwarding.time().advance(1_000);
        List<Datagram> answers = forwarding.network().sentBy(forwarding.server().host());
        assertEquals(1, answers.size());
        assertTrue(answer.isInstance(PlainPacket.read(answers.get(0).data()).chunks().get(0)));
        return answers.get(0).to();
    }

    private SimulatedEnd redirectorTo(InetSocketAddress... destinations) {
        SimulatedEnd redirector = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(30, 1935), 1),
                new PlainProfile("redirector", SeededRandom.of(1)), EndpointOptions.defaults(), Runnable::run, 9);
        List<Address> addresses = new ArrayList<>();
        for (InetSocketAddress destination : destinations) {
            addresses.add(observed(destination));
        }
        HelloDecision decision = addresses.isEmpty() ? HelloDecision.IGNORE : new HelloDecision.Redirect(addresses);
        redirector.routers().add((from, discriminator, tag, selectsUs) -> selectsUs ? HelloDecision.PASS : decision);
        return redirector;
    }

    private static Address observed(InetSocketAddress address) {
        return new Address(address, Address.Origin.OBSERVED);
    }
}
