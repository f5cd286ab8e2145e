package org.stratocumulus.session;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Use;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** Flows and the session that carries them: what only both together can get right. */
public class FlowsOfASessionTest {
    private static final EndpointOptions OPTIONS = EndpointOptions.defaults();
    private static final byte[] METADATA = {0, 'T', 'C', 4, 0};

    @Test
    public void messagesOfBothEndsArriveCompleteAndInOrderOverABadNetwork() throws Exception {
        FlashOptions guarded = FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.ALWAYS, 10).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
        Seeds.each(8, seed -> {
            SessionPair pair = seed % 2 == 0 ? SessionPair.plain(seed, OPTIONS, 2, 3) : SessionPair.flash(seed, OPTIONS, guarded);
            pair.network().conditions(Conditions.BAD);
            Session near = pair.open();
            pair.runUntil("the server knows", 5_000, () -> !pair.server().accepted().isEmpty());
            Session far = pair.accepted();
            pair.client().on(near, () -> write(near, 200));
            pair.server().on(far, () -> write(far, 200));
            pair.runUntil("all messages arrive", 300_000, () -> pair.recorder().messages().size() == 200
                    && pair.acceptedRecorder().messages().size() == 200);
            for (int i = 0; i < 200; i++) {
                assertArrayEquals(message(i), pair.recorder().messages().get(i));
                assertArrayEquals(message(i), pair.acceptedRecorder().messages().get(i));
            }
            assertEquals(0, pair.server().count("failures") + pair.client().count("failures"));
        });
    }

    @Test
    public void aRefusalArrivesBeforeTheClose() throws Exception {
        Seeds.each(20, seed -> {
            SessionPair pair = SessionPair.plain(seed);
            Session near = pair.open();
            Session far = pair.accepted();
            pair.network().conditions(Conditions.BAD.withLoss(0.3));
            List<String> order = new ArrayList<>();
            near.listener(new SessionListener() {
                @Override
                public void flowOpened(Session session, RecvFlow flow) {
                    flow.accept(RecvFlow.Order.QUEUED, (from, data, lost) -> order.add(new String(data)));
                }

                @Override
                public void closed(Session session, CloseReason reason) {
                    order.add(reason.name());
                }
            });
            pair.server().on(far, () -> {
                far.openFlow(METADATA, null, Priority.ROUTINE, SendFlowListener.NONE).write("no".getBytes(), Delivery.RELIABLE);
                far.closeAfterFlush(60_000);
            });
            pair.runUntil("the client hears of the close", 60_000, () -> order.contains("FAR_CLOSE"));
            assertEquals(List.of("no", "FAR_CLOSE"), order);
        });
    }

    @Test
    public void aFlushThatTakesTooLongIsCutShort() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withKeepalive(0));
        Session near = pair.open();
        pair.network().cutOff(pair.server().host());
        pair.client().on(near, () -> {
            write(near, 1);
            near.closeAfterFlush(3_000);
        });
        pair.time().advance(2_990);
        assertEquals(SessionState.OPEN, near.state());
        pair.time().advance(20);
        assertEquals(SessionState.NEARCLOSE, near.state());
    }

    @Test
    public void everyFlowEndsWithItsSessionAndBeforeTheSessionIsToldClosed() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        List<String> heard = new ArrayList<>();
        near.listener(new SessionListener() {
            @Override
            public void closed(Session session, CloseReason reason) {
                heard.add("session");
            }
        });
        pair.client().on(near, () -> near.openFlow(METADATA, null, Priority.ROUTINE, new SendFlowListener() {
            @Override
            public void closed(SendFlow flow) {
                heard.add("flow");
            }
        }).write(new byte[5], Delivery.RELIABLE));
        pair.time().advance(100);
        pair.server().on(pair.accepted(), pair.accepted()::abort);
        pair.time().advance(100);
        assertEquals(List.of("flow", "session"), heard);
    }

    @Test
    public void aListenerMayAbortTheSessionFromWithinAMessage() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        Session far = pair.accepted();
        List<Integer> heard = new ArrayList<>();
        far.listener(new SessionListener() {
            @Override
            public void flowOpened(Session session, RecvFlow flow) {
                flow.accept(RecvFlow.Order.QUEUED, (from, data, lost) -> {
                    heard.add(data.length);
                    session.abort();
                });
            }
        });
        pair.client().on(near, () -> write(near, 50));
        pair.time().advance(1_000);
        assertEquals("nothing is heard of a session that is over", 1, heard.size());
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals(0, pair.server().count("failures"));
    }

    @Test
    public void dataThatStaysUnacknowledgedEndsTheSession() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withKeepalive(0));
        Session near = pair.open();
        pair.network().cutOff(pair.server().host());
        pair.client().on(near, () -> write(near, 1));
        pair.runUntil("the session ends", 120_000, () -> !pair.recorder().closed().isEmpty());
        assertEquals(List.of(CloseReason.RETRANSMISSION_LIMIT), pair.recorder().closed());
    }

    @Test
    public void dataGoesOnAcrossAChangeOfAddress() throws Exception {
        Seeds.each(10, seed -> {
            SessionPair pair = SessionPair.plain(seed);
            Session near = pair.open();
            pair.network().conditions(Conditions.BAD);
            pair.client().on(near, () -> write(near, 300));
            pair.time().advance(200);
            pair.client().host().moveTo(SimulatedNetwork.address(11, 40_000));
            pair.runUntil("all messages arrive", 120_000, () -> pair.acceptedRecorder().messages().size() == 300);
            assertEquals(1, pair.acceptedRecorder().formerAddresses().size());
        });
    }

    @Test
    public void audioSetsTheTimeCriticalFlagAndDataDoesNot() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        pair.network().forget();
        pair.client().on(near, () -> write(near, 1));
        pair.time().advance(1);
        assertFalse(PlainPacket.read(pair.network().sent().get(0).data()).timeCritical());
        pair.network().forget();
        pair.client().on(near, () -> near.openFlow(METADATA, null, Priority.AUDIO, SendFlowListener.NONE)
                .write(new byte[9], Delivery.UNRELIABLE));
        pair.time().advance(1);
        assertTrue(PlainPacket.read(pair.network().sent().get(0).data()).timeCritical());
    }

    @Test
    public void noDatagramIsLargerThanMaxPacket() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withMaxPacket(600));
        Session near = pair.open();
        pair.client().on(near, () -> near.openFlow(METADATA, null, Priority.BULK, SendFlowListener.NONE)
                .write(new byte[200_000], Delivery.RELIABLE));
        pair.runUntil("it arrives", 60_000, () -> pair.acceptedRecorder().messages().size() == 1);
        int largest = pair.network().sent().stream().mapToInt(datagram -> datagram.data().length).max().orElseThrow();
        assertTrue("limit maxPacket: " + largest, largest <= 600 && largest > 580);
    }

    @Test
    public void aSessionKeepsTheMaxPacketItWasOpenedWith() throws Exception {
        Seeds.each(10, seed -> {
            SessionPair pair = SessionPair.plain(seed, OPTIONS.withMaxPacket(1_200));
            Session near = pair.open();
            pair.network().conditions(Conditions.GOOD.withLoss(0.3));
            pair.client().on(near, () -> near.openFlow(METADATA, null, Priority.BULK, SendFlowListener.NONE)
                    .write(new byte[200_000], Delivery.RELIABLE));
            pair.time().advance(50);
            pair.client().endpoint().options(OPTIONS.withMaxPacket(600));
            pair.runUntil("what was lost is sent again", 300_000, () -> pair.acceptedRecorder().messages().size() == 1);
        });
    }

    @Test
    public void aSessionOpenedAfterTheChangeHasTheNewMaxPacket() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withMaxPacket(1_200));
        pair.client().endpoint().options(OPTIONS.withMaxPacket(600));
        pair.time().advance(1);
        Session near = pair.open();
        pair.client().on(near, () -> near.openFlow(METADATA, null, Priority.BULK, SendFlowListener.NONE)
                .write(new byte[20_000], Delivery.RELIABLE));
        pair.runUntil("it arrives", 60_000, () -> pair.acceptedRecorder().messages().size() == 1);
        assertTrue("limit maxPacket", pair.network().sentBy(pair.client().host()).stream().allMatch(d -> d.data().length <= 600));
    }

    @Test
    public void aFlowInAnswerKnowsTheFlowItAnswers() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        Session far = pair.accepted();
        SendFlow[] asked = new SendFlow[1];
        far.listener(new SessionListener() {
            @Override
            public void flowOpened(Session session, RecvFlow flow) {
                flow.accept(RecvFlow.Order.QUEUED, (from, data, lost) -> { });
                session.openFlow(METADATA, flow, Priority.ROUTINE, SendFlowListener.NONE).write(new byte[1], Delivery.RELIABLE);
            }
        });
        Recorder recorder = new Recorder();
        near.listener(recorder);
        pair.client().on(near, () -> asked[0] = write(near, 1));
        pair.runUntil("the answer arrives", 1_000, () -> recorder.messages().size() == 1);
        assertEquals(asked[0], recorder.flows().get(0).association());
        assertArrayEquals(METADATA, recorder.flows().get(0).metadata());
    }

    @Test
    public void anIdleSessionSendsNothingButKeepalive() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withKeepalive(0));
        Session near = pair.open();
        pair.client().on(near, () -> write(near, 20));
        pair.time().advance(10_000);
        pair.network().forget();
        pair.time().advance(600_000);
        assertEquals(List.of(), pair.network().sent());
    }

    private static SendFlow write(Session session, int messages) {
        SendFlow flow = session.openFlow(METADATA, null, Priority.ROUTINE, SendFlowListener.NONE);
        for (int i = 0; i < messages; i++) {
            flow.write(message(i), Delivery.RELIABLE);
        }
        return flow;
    }

    private static byte[] message(int number) {
        return ByteBuffer.allocate(4 + number * 37 % 3_000).putInt(number).array();
    }
}
