package org.stratocumulus.client;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.client.NetConnectionTest.failure;
import static org.stratocumulus.client.NetConnectionTest.info;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;

public class NetStreamTest {
    private static final byte[] STREAM_4 = {'T', 'C', 4, 4};

    private final Heard heard = new Heard();
    private final NetConnection connection = new NetConnection(RtmfpUri.parse("rtmfp://host/app"), new byte[5], NetConnectionListener.NONE,
        new CompletableFuture<>(), over -> { });
    private final ScriptedSession session = new ScriptedSession(connection);
    private NetStream stream;

    @Before
    public void createStream() throws Exception {
        session.begin();
        session.flows.get(0).written.clear();
        session.send(Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")));
        CompletableFuture<NetStream> created = connection.createStream(heard);
        Command command = session.command();
        assertEquals("createStream", command.name());
        session.send(Command.of("_result", command.transactionId(), null, 4));
        stream = created.get();
    }

    @Test
    public void publishGoesOnAFlowOfTheStreamThatAnswersTheServersControlFlow() {
        stream.publish("news");
        session.loop.turn();
        ScriptedSendFlow commands = session.flows.get(1);
        assertArrayEquals(STREAM_4, commands.metadata);
        assertSame(session.control(), commands.association);
        assertSame(Priority.ROUTINE, commands.priority);
        Command publish = session.command(commands);
        assertEquals("publish", publish.name());
        assertEquals("news", publish.argument(0).asString());
        assertEquals("live", publish.argument(1).asString());
    }

    @Test
    public void publishSucceedsWithPublishStart() throws Exception {
        CompletableFuture<AmfValue> publish = stream.publish("news");
        status(info("status", "NetStream.Publish.Start"));
        assertEquals("NetStream.Publish.Start", Statuses.text(publish.get(), "code"));
        assertEquals(List.of("NetStream.Publish.Start"), heard.statuses);
    }

    @Test
    public void aNameThatIsTakenRefusesThePublication() {
        CompletableFuture<AmfValue> publish = stream.publish("news");
        status(info("error", "NetStream.Publish.BadName"));
        assertEquals("NetStream.Publish.BadName", ((StatusException) failure(publish)).code());
    }

    @Test
    public void playSucceedsWithPlayStartAndNotBefore() {
        CompletableFuture<AmfValue> play = stream.play("news", -3);
        session.loop.turn();
        assertEquals(-3, session.command(session.flows.get(1)).argument(1).asInt());
        ScriptedRecvFlow flow = status(info("status", "NetStream.Play.Reset"));
        assertFalse(play.isDone());
        status(flow, info("status", "NetStream.Play.Start"));
        assertTrue(play.isDone() && !play.isCompletedExceptionally());
    }

    @Test
    public void playFailsWithPlayFailedWhateverItsLevel() {
        CompletableFuture<AmfValue> play = stream.play("news");
        status(info("status", "NetStream.Play.Failed"));
        assertEquals("NetStream.Play.Failed", ((StatusException) failure(play)).code());
    }

    @Test
    public void oneAnswerIsWaitedForAtATime() {
        CompletableFuture<AmfValue> first = stream.play("a");
        CompletableFuture<AmfValue> second = stream.play("b");
        session.loop.turn();
        assertTrue(failure(second) instanceof IllegalStateException);
        assertFalse(first.isDone());
        first.cancel(false);
        CompletableFuture<AmfValue> third = stream.play("c");
        session.loop.turn();
        assertFalse(third.isDone());
    }

    @Test
    public void deletingTheStreamFailsWhatWaits() {
        CompletableFuture<AmfValue> play = stream.play("a");
        stream.delete();
        session.loop.turn();
        assertTrue(failure(play) instanceof IllegalStateException);
        assertEquals("deleteStream", session.command().name());
        assertTrue(session.flows.get(1).closed);
        assertEquals(1, heard.closed);
        assertTrue(failure(turned(stream.publish("b"))) instanceof IllegalStateException);
    }

    @Test
    public void whatWaitsFailsWhenNoFlowCanBeOpened() {
        session.opensFlows = false;
        assertTrue(failure(turned(stream.play("a"))) instanceof IllegalStateException);
    }

    @Test
    public void theEndOfTheSessionEndsTheStreamOnce() {
        session.die(CloseReason.TIMEOUT);
        assertEquals(1, heard.closed);
        stream.video(0, new byte[1]);
        session.loop.turn();
        assertEquals(1, session.flows.size());
    }

    @Test
    public void mediaGoesOnFlowsOfItsOwnWithDeadlines() {
        stream.audio(1, new byte[] {1});
        stream.video(0xFFFFFFFFL, new byte[] {2});
        stream.data(3, "onCue", 4);
        session.loop.turn();
        assertWritten(session.flows.get(1), Priority.AUDIO, Delivery.within(2200, 2300), new byte[] {8, 0, 0, 0, 1, 1});
        assertWritten(session.flows.get(2), Priority.VIDEO, Delivery.within(2000, 2100), new byte[] {9, -1, -1, -1, -1, 2});
        assertSame(Delivery.RELIABLE, session.flows.get(3).delivery);
        assertSame(Priority.DATA, session.flows.get(3).priority);
    }

    @Test
    public void aMessageBeyondMaxBufferedBytesIsDroppedAndTold() {
        stream.video(0, new byte[1]);
        session.loop.turn();
        session.flows.get(1).written.clear();
        session.flows.get(1).bufferedBytes = NetStream.MAX_BUFFERED_BYTES - 6;
        stream.video(0, new byte[1]);
        stream.video(0, new byte[2]);
        session.loop.turn();
        assertEquals(1, session.flows.get(1).written.size());
        assertEquals(1, heard.dropped);
    }

    @Test
    public void mediaOfTheServerReachesTheListener() {
        ScriptedRecvFlow flow = session.flow(FlowMetadata.stream(4), session.flows.get(0));
        assertSame(RecvFlow.Order.QUEUED, flow.order);
        session.send(flow, new byte[] {9, 0, 0, 0, 0, 0x17});
        session.send(flow, new byte[] {9, 0, 0});
        assertEquals(1, heard.messages.size());
        assertEquals(0x17, heard.messages.get(0)[5]);
    }

    @Test
    public void aFlowMayAskForArrivalOrder() {
        assertSame(RecvFlow.Order.ARRIVAL, session.flow(new FlowMetadata.Rtmp(4, true), session.flows.get(0)).order);
    }

    @Test
    public void malformedCommandsOnAStreamAreIgnored() {
        ScriptedRecvFlow flow = session.flow(FlowMetadata.stream(4), session.flows.get(0));
        session.send(flow, new byte[] {0x14, 0, 0, 0, 0, 2, 0x7f});
        session.send(flow, Command.of("onStatus", 0, null).toMessage().encode());
        session.send(flow, Command.of("other", 0, null).toMessage().encode());
        assertEquals(List.of(""), heard.statuses);
    }

    private <T> CompletableFuture<T> turned(CompletableFuture<T> future) {
        session.loop.turn();
        return future;
    }

    private ScriptedRecvFlow status(AmfObject info) {
        session.loop.turn();
        return status(session.flow(FlowMetadata.stream(4), session.flows.get(0)), info);
    }

    private ScriptedRecvFlow status(ScriptedRecvFlow flow, AmfObject info) {
        session.send(flow, Command.of("onStatus", 0, null, info).toMessage().encode());
        return flow;
    }

    private static void assertWritten(ScriptedSendFlow flow, Priority priority, Delivery delivery, byte[] message) {
        assertArrayEquals(STREAM_4, flow.metadata);
        assertSame(priority, flow.priority);
        assertEquals(delivery, flow.delivery);
        assertArrayEquals(message, flow.written.peek());
    }

    private static final class Heard implements NetStreamListener {
        final List<String> statuses = new ArrayList<>();
        final List<byte[]> messages = new ArrayList<>();
        int dropped;
        int closed;

        @Override
        public void status(NetStream from, AmfValue info) {
            statuses.add(Statuses.text(info, "code"));
        }

        @Override
        public void message(NetStream from, byte[] message, int lostBefore) {
            messages.add(message);
        }

        @Override
        public void dropped(NetStream from, byte[] message) {
            dropped++;
        }

        @Override
        public void closed(NetStream from) {
            closed++;
        }
    }
}
