package org.stratocumulus.client;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedRecvFlow;
import org.stratocumulus.testkit.RecordedSendFlow;
import org.stratocumulus.testkit.RecordedSession;
import org.stratocumulus.testkit.Seeds;

/** One session with a peer that the test plays, byte by byte as seen of other clients. */
public class PeerConnectionTest {
    private final ManualLoop loop = new ManualLoop();
    private final RecordedSession session = new RecordedSession(loop, new PeerId(1, 0, 0, 0));
    private final Peers peers = new Peers(new PeerId(2, 0, 0, 0), loop, (peer, listener) -> new CompletableFuture<>());
    private final PeerConnection peer = new PeerConnection(peers, session);
    private final PlayedDirectly played = new PlayedDirectly();

    public PeerConnectionTest() {
        session.acknowledgesAtOnce(true);
        session.listener(peer.sessionListener());
    }

    @Test
    public void theFirstMessageOfASubscriberIsPlayOnAnIndependentFlowWithAStreamId() {
        RecordedSendFlow control = play();
        assertArrayEquals(new byte[] {'T', 'C', 4, 1}, control.metadata());
        assertNull("independent", control.association());
        Command play = Command.decode(RtmpMessage.decode(control.takeOne().data()));
        assertEquals("play", play.name());
        assertEquals("g2", play.argument(0).asString());
    }

    @Test
    public void streamBeginOrAMediaMessageMeansThatThePeerPublishes() {
        for (String begin : new String[] {"0400000000000000000001", "0800000000af01", "120000000002000178"}) {
            CompletableFuture<PeerSubscription> playing = peer.play("g2", played);
            loop.turn();
            RecordedSendFlow control = session.sendFlows().get(session.sendFlows().size() - 1);
            RecordedRecvFlow flow = flow(control.metadata(), control);
            deliver(flow, "04000000000001"); // an event that says nothing of the kind
            assertFalse(playing.isDone());
            deliver(flow, begin);
            assertTrue(begin, playing.isDone());
        }
    }

    /** As an Adobe-derived subscriber says it; see the captured packets of its dialogue. */
    @Test
    public void aPublisherAnswersWithStreamBeginAndStatusesOnFlowsOfTheSameStreamInReturn() {
        publish("g2");
        RecordedRecvFlow control = flow(HexFormat.of().parseHex("544304fa8901"), null);
        deliver(control, "1400000000020004706c6179000000000000000000050200026732");
        RecordedSendFlow answer = session.sendFlows().get(0);
        assertArrayEquals(HexFormat.of().parseHex("544304fa8901"), answer.metadata());
        assertSame(control, answer.association());
        assertEquals("04000000000000" + "001e8481", HexFormat.of().formatHex(answer.takeOne().data()));
        assertEquals("onStatus", Command.decode(RtmpMessage.decode(answer.takeOne().data())).name());
        assertEquals("onStatus", Command.decode(RtmpMessage.decode(answer.takeOne().data())).name());
    }

    @Test
    public void aControlFlowOfStreamZeroAndAReturnFlowOfNoSubscriptionAreLeftAlone() {
        publish("g2");
        assertNull(flow(FlowMetadata.CONTROL.encode(), null).order());
        SendFlow own = session.openFlow(new byte[] {1}, null, Priority.DATA, SendFlowListener.NONE);
        assertNull(flow(FlowMetadata.stream(1).encode(), own).order());
    }

    @Test
    public void rubbishHarmsNobody() throws Exception {
        publish("g2");
        RecordedSendFlow control = play();
        Seeds.each(20, seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                boolean inReturn = random.nextBoolean();
                RecordedRecvFlow flow = flow(FlowMetadata.stream(1 + random.nextInt(300)).encode(), inReturn ? control : null);
                for (int j = 0; j < 4 && flow.isOpen(); j++) {
                    deliver(flow, rubbish(random));
                }
                loop.turn(flow::end);
            }
        });
        loop.advance(FlowAlignment.BARRIER_MILLIS);
        RecordedRecvFlow flow = flow(FlowMetadata.stream(1).encode(), control);
        deliver(flow, "0800000007af01");
        assertEquals("8@7+2", played.media().get(played.media().size() - 1));
        loop.turn(() -> session.die(CloseReason.FAR_CLOSE));
        assertEquals(1, played.closed);
    }

    private RecordedSendFlow play() {
        peer.play("g2", played);
        loop.turn();
        return session.sendFlows().get(session.sendFlows().size() - 1);
    }

    private void publish(String name) {
        peers.publish(name, PeerPublicationListener.NONE);
        loop.turn();
    }

    private RecordedRecvFlow flow(byte[] metadata, SendFlow association) {
        RecordedRecvFlow[] begun = new RecordedRecvFlow[1];
        loop.turn(() -> begun[0] = session.flow(metadata, association));
        return begun[0];
    }

    private void deliver(RecordedRecvFlow flow, String hex) {
        deliver(flow, HexFormat.of().parseHex(hex));
    }

    private void deliver(RecordedRecvFlow flow, byte[] message) {
        loop.turn(() -> flow.deliver(message));
    }

    private static byte[] rubbish(Random random) {
        byte[] message = new byte[random.nextInt(60)];
        random.nextBytes(message);
        if (message.length > 0) {
            byte[] types = {4, 8, 9, 17, 18, 20, 22};
            message[0] = types[random.nextInt(types.length)];
        }
        if (message.length > 7 && random.nextBoolean()) { // a Flow Synchronization
            message[0] = 4;
            message[5] = 0;
            message[6] = 0x22;
        }
        return message;
    }
}
