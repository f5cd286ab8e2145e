package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** Hellos that routers decide about, now or later, and what limits them. */
public class RoutedHellosTest {
    private static final EndpointOptions OPTIONS = EndpointOptions.defaults();

    @Test
    public void limitHellosPerSecondBoundsWhatRoutersAreAskedAndSoWhatTheyForward() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(10));
        AtomicInteger forwarded = new AtomicInteger();
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> {
            forwarded.incrementAndGet();
            return new HelloDecision.Redirect(List.of(new Address(SimulatedNetwork.address(51, 1), Address.Origin.OBSERVED)));
        });
        hellos(pair, hello(pair), 100);
        assertEquals(10, forwarded.get());
        assertEquals(10, pair.server().count("hello.redirected"));
        assertEquals(90, pair.server().count("hello.limited"));
    }

    @Test
    public void hellosThatARouterDoesNotAnswerTakeNothingFromOthers() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(10));
        byte[] nobody = PlainPacket.startup(0, new IHello(PlainProfile.discriminator("nobody").encoded(), new byte[16])).write();
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> selectsUs ? HelloDecision.PASS : HelloDecision.IGNORE);
        hellos(pair, nobody, 1_000);
        hellos(pair, hello(pair), 1);
        assertEquals(1, pair.server().count("hello.answered"));
    }

    @Test
    public void limitHellosPerSecondCountsAnswersThatAreAwaited() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(10));
        CompletableFuture<HelloDecision> answer = new CompletableFuture<>();
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> new HelloDecision.Later(answer));
        hellos(pair, hello(pair), 100);
        assertEquals(90, pair.server().count("hello.limited"));
        answer.complete(HelloDecision.IGNORE);
        pair.time().advance(0);
        assertEquals(10, pair.server().count("hello.ignored"));
        hellos(pair, hello(pair), 100);
        assertEquals("what came to nothing took no token", 180, pair.server().count("hello.limited"));
    }

    @Test
    public void limitOfAwaitedAnswers() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(1_000_000));
        CompletableFuture<HelloDecision> answer = new CompletableFuture<>();
        pair.server().routers().add((from, discriminator, tag, selectsUs) -> new HelloDecision.Later(answer));
        hellos(pair, hello(pair), 5_000);
        assertEquals("Responder.MAX_AWAITED", 5_000 - 4_096, pair.server().count("hello.ignored"));
    }

    @Test
    public void anAnswerThatIsAwaitedTooLongIsNotSent() {
        for (long after : new long[] {3_000, 3_001}) {
            SessionPair pair = SessionPair.plain(1);
            CompletableFuture<HelloDecision> answer = new CompletableFuture<>();
            pair.server().routers().add((from, discriminator, tag, selectsUs) -> new HelloDecision.Later(answer));
            hellos(pair, hello(pair), 1);
            pair.time().advance(after);
            answer.complete(new HelloDecision.Redirect(List.of()));
            pair.time().advance(0);
            assertEquals(after <= 3_000 ? 1 : 0, pair.server().count("hello.redirected"));
        }
    }

    private static byte[] hello(SessionPair pair) {
        return PlainPacket.startup(0, new IHello(pair.discriminator().encoded(), new byte[16])).write();
    }

    /** All from different addresses and, but for the memory of the test, at one moment. */
    private static void hellos(SessionPair pair, byte[] hello, int count) {
        for (int i = 0; i < count; i++) {
            pair.network().inject(SimulatedNetwork.address(50 + i % 100, 1_000 + i / 100), pair.server().host().address(), hello);
        }
        pair.time().advance(0);
    }
}
