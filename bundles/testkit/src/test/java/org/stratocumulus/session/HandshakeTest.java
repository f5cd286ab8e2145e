package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Use;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RHelloCookieChange;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** RFC 7016 sections 3.5.1.1 and 3.5.1.2, with both ends. */
public class HandshakeTest {
    private static final EndpointOptions OPTIONS = EndpointOptions.defaults();

    @Test
    public void fourPacketsOpenASession() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();

        List<Datagram> sent = pair.network().sent();
        assertEquals(4, sent.size());
        IHello hello = (IHello) PlainPacket.read(sent.get(0).data()).chunks().get(0);
        RHello answer = (RHello) PlainPacket.read(sent.get(1).data()).chunks().get(0);
        assertEquals(16, hello.tag().length);
        assertEquals(64, answer.cookie().length);
        PlainPacket keying = PlainPacket.read(sent.get(2).data());
        PlainPacket keyed = PlainPacket.read(sent.get(3).data());
        assertEquals(0, keying.sessionId());
        assertEquals("the initiator's session id, under the Default Session Key",
                ((IIKeying) keying.chunks().get(0)).initiatorSessionId(), keyed.sessionId());
        assertEquals(0, keyed.key());

        Session far = pair.accepted();
        assertEquals(near.id(), keyed.sessionId());
        assertEquals(far.id(), ((RIKeying) keyed.chunks().get(0)).responderSessionId());
        assertEquals(Session.Role.INITIATOR, near.role());
        assertEquals(Session.Role.RESPONDER, far.role());
        assertEquals(SessionState.OPEN, near.state());
        assertEquals(SessionState.OPEN, far.state());
        assertEquals(1, pair.recorder().opened());
        assertEquals(pair.client().endpoint().peerId(), far.farPeerId());
        assertSame(far, pair.server().endpoint().find(far.farPeerId()).orElseThrow());
    }

    @Test
    public void startupPacketsHaveATimestampAndNothingElseInTheHeader() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        for (Datagram datagram : pair.network().sent()) {
            assertEquals("scrambled id and key number, then the marker", 0x0b, datagram.data()[8]);
        }
    }

    @Test
    public void nearAndFarNoncesMirrorEachOther() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        assertEquals(List.of(bytes(near.nearNonce()), bytes(near.farNonce())),
                List.of(bytes(pair.accepted().farNonce()), bytes(pair.accepted().nearNonce())));
    }

    @Test
    public void aSessionOpensOverABadNetwork() throws Exception {
        Seeds.each(40, seed -> {
            SessionPair pair = SessionPair.plain(seed, OPTIONS, 1 + (int) seed % 3, 1 + (int) seed % 4);
            pair.network().conditions(Conditions.BAD.withLoss(0.3));
            Session near = pair.open();
            pair.time().advance(30_000);
            assertEquals("exactly one", 1, pair.server().endpoint().sessionCount());
            assertEquals(SessionState.OPEN, near.state());
            assertEquals(0, pair.server().count("failures") + pair.client().count("failures"));
        });
    }

    @Test
    public void aSessionOpensWithTheFlashProfile() throws Exception {
        FlashOptions guarded = FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.ALWAYS, 10).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
        Seeds.each(2, seed -> {
            SessionPair pair = SessionPair.flash(seed, OPTIONS, seed == 1 ? FlashOptions.DEFAULT : guarded);
            Session near = pair.open();
            long before = near.stats().packetsIn();
            pair.time().advance(2 * OPTIONS.keepaliveMillis());
            assertTrue("keepalive goes both ways under the session's keys", near.stats().packetsIn() > before);
            assertEquals(SessionState.OPEN, pair.accepted().state());
        });
    }

    @Test
    public void sessionIdsNameTheirLoop() {
        SessionPair pair = SessionPair.plain(1, OPTIONS, 5, 3);
        Session near = pair.open();
        assertEquals(near.loop().index(), Integer.remainderUnsigned(near.id(), 5));
        assertEquals(pair.accepted().loop().index(), Integer.remainderUnsigned(pair.accepted().id(), 3));
    }

    @Test
    public void aRepeatedIIKeyingGetsTheSameRIKeyingAgain() {
        SessionPair pair = SessionPair.plain(1);
        pair.network().lose(datagram -> is(datagram, RIKeying.class)
                && PlainPacket.chunks(pair.network().sent(), RIKeying.class).size() <= 2);
        pair.open();

        List<RIKeying> answers = PlainPacket.chunks(pair.network().sent(), RIKeying.class);
        assertEquals(3, answers.size());
        assertEquals(answers.get(0), answers.get(1));
        assertEquals(answers.get(0), answers.get(2));
        assertEquals(1, pair.server().accepted().size());
        assertEquals(2, pair.server().count("keying.repeated"));
    }

    @Test
    public void aRepetitionAfterTheInitiatorHasSpokenOpensNoSecondSession() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        Datagram keying = find(pair, IIKeying.class);
        pair.time().advance(2 * OPTIONS.keepaliveMillis());
        pair.network().forget();

        pair.network().inject(keying.from(), keying.to(), keying.data());
        pair.time().advance(100);
        assertEquals(1, pair.server().accepted().size());
        assertEquals(SessionState.OPEN, pair.accepted().state());
        assertEquals(List.of(), PlainPacket.chunks(pair.network().sent(), RIKeying.class));
    }

    @Test
    public void aRepetitionWhileKeyingIsUnderWayIsIgnored() {
        SessionPair pair = SessionPair.plain(1);
        pair.network().conditions(Conditions.GOOD.withDuplication(1));
        pair.open();
        pair.time().advance(1_000);
        assertEquals(1, pair.server().accepted().size());
        assertTrue(pair.server().count("keying.pending") > 0);
    }

    @Test
    public void aCookieOfAnotherAddressIsChanged() {
        SessionPair pair = SessionPair.plain(1);
        InetSocketAddress elsewhere = SimulatedNetwork.address(10, 50_001);
        CompletableFuture<Session> opening = pair.connect();
        pair.runUntil("hello answered", 1_000, () -> !PlainPacket.chunks(pair.network().sent(), RHello.class).isEmpty());
        byte[] answer = find(pair, RHello.class).data();
        // the port changes between cookie and keying
        pair.client().host().moveTo(elsewhere);
        pair.network().inject(pair.server().host().address(), elsewhere, answer);
        pair.runUntil("the session opens", 10_000, opening::isDone);

        List<RHelloCookieChange> changes = PlainPacket.chunks(pair.network().sent(), RHelloCookieChange.class);
        List<IIKeying> keyings = PlainPacket.chunks(pair.network().sent(), IIKeying.class);
        assertEquals(1, changes.size());
        assertEquals(2, keyings.size());
        assertEquals(bytes(keyings.get(0).cookieEcho()), bytes(changes.get(0).oldCookie()));
        assertEquals(bytes(keyings.get(1).cookieEcho()), bytes(changes.get(0).newCookie()));
        assertEquals(elsewhere, pair.accepted().farAddress());
    }

    @Test
    public void aCookieIsChangedOnlyOnce() {
        SessionPair pair = SessionPair.plain(1);
        CompletableFuture<Session> opening = pair.connect();
        pair.network().lose(datagram -> is(datagram, RIKeying.class));
        pair.runUntil("keying sent", 1_000, () -> !PlainPacket.chunks(pair.network().sent(), IIKeying.class).isEmpty());
        IIKeying first = PlainPacket.chunks(pair.network().sent(), IIKeying.class).get(0);
        byte[] cookie = first.cookieEcho();
        for (int i = 1; i <= 3; i++) {
            byte[] next = {(byte) i};
            pair.network().inject(pair.server().host().address(), pair.client().host().address(),
                    PlainPacket.startup(first.initiatorSessionId(), new RHelloCookieChange(cookie, next)).write());
            pair.time().advance(10);
            cookie = next;
        }
        List<IIKeying> keyings = PlainPacket.chunks(pair.network().sent(), IIKeying.class);
        assertEquals(2, keyings.size());
        assertEquals("01", bytes(keyings.get(1).cookieEcho()));
        assertFalse(opening.isDone());
    }

    @Test
    public void forgedAndExpiredCookiesAreIgnored() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        IIKeying keying = PlainPacket.chunks(pair.network().sent(), IIKeying.class).get(0);
        InetSocketAddress from = pair.client().host().address();
        pair.client().endpoint().close();
        pair.time().advance(1_000);
        pair.network().forget();

        byte[] forged = keying.cookieEcho().clone();
        forged[20] ^= 1;
        inject(pair, from, IIKeying.unsigned(7, forged, keying.initiatorCertificate(), keying.sessionKeyInitiatorComponent()));
        inject(pair, from, IIKeying.unsigned(7, new byte[3], keying.initiatorCertificate(), keying.sessionKeyInitiatorComponent()));
        assertEquals(2, pair.server().count("cookie.forged"));

        pair.time().advance(130_000);
        inject(pair, from, keying);
        assertEquals(1, pair.server().count("cookie.expired"));
        assertEquals(List.of(), pair.network().sentBy(pair.server().host()));
        assertEquals(1, pair.server().accepted().size());
    }

    @Test
    public void aBadSignatureAComponentOfWrongLengthAndSessionIdZeroAreRefused() {
        SessionPair pair = SessionPair.plain(1);
        byte[] cookie = cookieFor(pair, SimulatedNetwork.address(66, 6_666));
        InetSocketAddress from = SimulatedNetwork.address(66, 6_666);
        byte[] name = {'m'};
        inject(pair, from, IIKeying.unsigned(7, cookie, name, new byte[16]).withSignature(new byte[] {1, 2, 3, 4}));
        inject(pair, from, signed(pair, IIKeying.unsigned(7, cookie, name, new byte[15])));
        inject(pair, from, signed(pair, IIKeying.unsigned(0, cookie, name, new byte[16])));
        inject(pair, from, signed(pair, IIKeying.unsigned(7, cookie, new byte[0], new byte[16])));
        assertEquals(4, pair.server().count("keying.refused"));
        assertEquals(0, pair.server().endpoint().sessionCount());

        inject(pair, from, signed(pair, IIKeying.unsigned(7, cookie, name, new byte[16])));
        assertEquals("a good one is taken after that", 1, pair.server().endpoint().sessionCount());
    }

    @Test
    public void theSameIdentityFromTheSameAddressOverridesItsStaleSession() {
        SessionPair pair = SessionPair.plain(1);
        Session first = pair.open();
        InetSocketAddress from = pair.client().host().address();
        byte[] name = pair.client().profile().nearCertificate().encoded();
        pair.network().forget();
        inject(pair, from, signed(pair, IIKeying.unsigned(77, cookieFor(pair, from), name, new byte[16])));

        assertEquals(2, pair.server().accepted().size());
        assertEquals(SessionState.CLOSED, pair.server().accepted().get(0).state());
        assertEquals(List.of(CloseReason.OVERRIDDEN), pair.server().recorders().get(0).closed());
        assertEquals(SessionState.OPEN, pair.accepted().state());
        assertSame(pair.accepted(), pair.server().endpoint().find(pair.accepted().farPeerId()).orElseThrow());
        assertNotEquals(first.id(), 77);
        assertEquals(1, pair.server().endpoint().sessionCount());
    }

    @Test
    public void anotherIdentityFromTheAddressOfAnOpenSessionIsIgnored() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        InetSocketAddress from = pair.client().host().address();
        inject(pair, from, signed(pair, IIKeying.unsigned(77, cookieFor(pair, from), new byte[] {'e', 'v', 'e'}, new byte[16])));
        assertEquals(1, pair.server().count("keying.blocked"));
        assertEquals(1, pair.server().accepted().size());
        assertEquals(SessionState.OPEN, pair.accepted().state());
    }

    @Test
    public void aClientThatIsBackAtOnceAfterAnAbruptCloseIsTaken() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        pair.client().on(near, near::abort);
        pair.time().advance(100);
        assertEquals(SessionState.OPEN, pair.open().state());
        assertEquals(List.of(CloseReason.FAR_CLOSE), pair.server().recorders().get(0).closed());
    }

    @Test
    public void aSecondSessionToTheSameEndIsADuplicate() {
        SessionPair pair = SessionPair.plain(1);
        Session first = pair.open();
        Recorder second = new Recorder();
        CompletableFuture<Session> opening = pair.client().connect(pair.discriminator(), pair.server(), second);
        pair.runUntil("the second attempt ends", 5_000, opening::isDone);
        assertEquals(CloseReason.DUPLICATE, reason(opening));
        assertEquals(SessionState.OPEN, first.state());
        assertEquals(0, second.opened());
        assertEquals("the responder never heard of keying", 1, pair.server().count("keying.in"));
    }

    @Test
    public void twoAttemptsAtOnceMakeOneSession() {
        SessionPair pair = SessionPair.plain(1, OPTIONS, 2, 1);
        CompletableFuture<Session> one = pair.connect();
        CompletableFuture<Session> two = pair.connect();
        pair.runUntil("both end", 5_000, () -> one.isDone() && two.isDone());
        assertTrue(one.isCompletedExceptionally() ^ two.isCompletedExceptionally());
        assertEquals(1, pair.server().endpoint().sessionCount());
    }

    static CloseReason reason(CompletableFuture<Session> failed) {
        try {
            failed.join();
            throw new AssertionError("it opened");
        } catch (CompletionException e) {
            return ((OpenFailedException) e.getCause()).reason();
        }
    }

    static boolean is(Datagram datagram, Class<?> chunk) {
        return PlainPacket.read(datagram.data()).chunks().stream().anyMatch(chunk::isInstance);
    }

    static Datagram find(SessionPair pair, Class<?> chunk) {
        return pair.network().sent().stream().filter(datagram -> is(datagram, chunk)).findFirst().orElseThrow();
    }

    /** Says hello from an address and gets the cookie for it. */
    static byte[] cookieFor(SessionPair pair, InetSocketAddress from) {
        inject(pair, from, new IHello(pair.discriminator().encoded(), new byte[16]));
        List<RHello> answers = PlainPacket.chunks(pair.network().sent(), RHello.class);
        return answers.get(answers.size() - 1).cookie();
    }

    static IIKeying signed(SessionPair pair, IIKeying unsigned) {
        return unsigned.withSignature(pair.client().profile().sign(unsigned.signedParameters()));
    }

    static void inject(SessionPair pair, InetSocketAddress from, Chunk chunk) {
        pair.network().inject(from, pair.server().host().address(), PlainPacket.startup(0, chunk).write());
        pair.time().advance(10);
    }

    private static String bytes(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
