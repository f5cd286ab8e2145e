package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.VirtualTime;

/** An initiator that uses group 5 only, and responders without it: RFC 7016 section 3.5.1.1.1, RFC 7425 section 4.6.1. */
public class NoKeyAgreementTest {
    private static final InetSocketAddress NOBODY = SimulatedNetwork.address(9, 1935);

    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network = new SimulatedNetwork(time, 1);
    private final SimulatedEnd client = end(1, DhGroup.MODP_1536);
    private final SimulatedEnd without = end(2, DhGroup.MODP_1024, DhGroup.MODP_2048);

    @Test
    public void theOnlyCandidateWithoutACommonGroupEndsTheAttemptAtOnce() {
        CompletableFuture<Session> opening = connect(without.host().address());
        time.advance(1_000);
        assertEquals("no session with rtmfp://server/: " + without.host().address()
                + ": no Diffie-Hellman group in common: the near end uses [5], the responder [2, 14]", failure(opening).getMessage());
        assertEquals(CloseReason.OPEN_FAILED, failure(opening).reason());
        assertEquals("no keying was begun", 0, without.count("keying.in"));
    }

    @Test
    public void theLastOfSeveralSuchCandidatesEndsTheAttempt() {
        network.cutOff(without.host());
        CompletableFuture<Session> opening = connect(without.host().address(), end(3, DhGroup.MODP_1024).host().address());
        time.advance(1_000);
        assertFalse("one may still answer", opening.isDone());
        network.reconnect(without.host());
        time.advance(1_000);
        assertTrue(opening.isDone());
    }

    @Test
    public void anotherCandidateThatHasTheGroupOpens() {
        SimulatedEnd with = end(3, DhGroup.MODP_1536);
        network.cutOff(with.host());
        CompletableFuture<Session> opening = connect(without.host().address(), with.host().address());
        time.advance(1_000);
        network.reconnect(with.host());
        time.advance(1_000);
        assertEquals(with.host().address(), opening.join().farAddress());
    }

    @Test
    public void aCandidateThatNeverAnswersIsWaitedForOthersMillisAfterAnUnacceptableOne() {
        CompletableFuture<Session> opening = connect(without.host().address(), NOBODY);
        time.advance(10_000);
        assertFalse("the unacceptable answer took a round trip", opening.isDone());
        time.advance(1_000);
        assertTrue(failure(opening).getMessage().contains("nobody else answered in time; " + without.host().address() + ": no Diffie"));
    }

    @Test
    public void aRedirectorIsNotWaitedForWhenWhomItNamedHasNoCommonGroup() {
        SimulatedEnd redirector = end(3, DhGroup.values());
        redirector.routers().add((from, discriminator, tag, selectsUs) -> new HelloDecision.Redirect(
                List.of(new Address(without.host().address(), Address.Origin.OBSERVED))));
        CompletableFuture<Session> opening = connect(redirector.host().address());
        time.advance(1_000);
        assertTrue(failure(opening).getMessage().contains(without.host().address().toString()));
    }

    @Test
    public void aCandidateThatHasAnsweredInTimeMayTakeAllTheTimeItNeedsForKeying() {
        SimulatedEnd with = end(3, DhGroup.MODP_1536);
        AtomicInteger answers = new AtomicInteger();
        long silentUntil = time.now() + 15_000;
        // its RHello arrives, its RIKeying does not for long
        network.lose(datagram -> datagram.from().equals(with.host().address()) && answers.incrementAndGet() > 1
                && time.now() < silentUntil);
        network.cutOff(with.host());
        CompletableFuture<Session> opening = connect(without.host().address(), with.host().address());
        time.advance(1_000);
        network.reconnect(with.host());
        time.advance(13_000);
        assertFalse(opening.isDone());
        time.advance(10_000);
        assertEquals(with.host().address(), opening.join().farAddress());
    }

    private CompletableFuture<Session> connect(InetSocketAddress... candidates) {
        return client.endpoint().connect(FlashDiscriminator.forUri("rtmfp://server/"), List.of(candidates), new Recorder());
    }

    private static OpenFailedException failure(CompletableFuture<Session> opening) {
        assertTrue("the attempt goes on", opening.isDone());
        return (OpenFailedException) assertThrows(CompletionException.class, opening::join).getCause();
    }

    private SimulatedEnd end(int number, DhGroup... groups) {
        IdentityTraits traits = new IdentityTraits(Optional.empty(), true, List.of(groups));
        CryptographyProfile profile = new FlashProfile(Identity.ephemeral(traits, SeededRandom.of(number)), FlashOptions.DEFAULT,
                SeededRandom.of(number));
        return new SimulatedEnd(network.host(SimulatedNetwork.address(number, 1935), 1), profile, EndpointOptions.defaults(),
                time.executor(2), number);
    }
}
