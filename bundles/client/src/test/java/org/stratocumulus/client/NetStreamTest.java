package org.stratocumulus.client;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.client.NetConnectionTest.failure;
import static org.stratocumulus.client.NetConnectionTest.info;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
import org.stratocumulus.testkit.RecordedRecvFlow;
import org.stratocumulus.testkit.RecordedSendFlow;

public class NetStreamTest {
    private static final byte[] STREAM_4 = {'T', 'C', 4, 4};

    private final Heard heard = new Heard();
    private final NetConnection connection = new NetConnection(RtmfpUri.parse("rtmfp://host/app"), new byte[5], NetConnectionListener.NONE,
        new CompletableFuture<>(), ScriptedServer.SETUP, ScriptedServer.noPeers(), over -> { });
    private final ScriptedServer server = new ScriptedServer(connection);
    private NetStream stream;

    @Before
    public void createStream() throws Exception {
        server.begin();
        server.sent(0).take();
        server.send(Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")));
        server.sent(0).take();
        CompletableFuture<NetStream> created = connection.createStream(heard);
        Command command = server.command();
        assertEquals("createStream", command.name());
        server.send(Command.of("_result", command.transactionId(), null, 4));
        stream = created.get();
    }

    @Test
    public void publishGoesOnAFlowOfTheStreamThatAnswersTheServersControlFlow() {
        stream.publish("news");
        server.loop.turn();
        RecordedSendFlow commands = server.sent(1);
        assertArrayEquals(STREAM_4, commands.metadata());
        assertSame(server.control(), commands.association());
        assertSame(Priority.ROUTINE, commands.priority());
        Command publish = server.command(commands);
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
        server.loop.turn();
        assertEquals(-3, server.command(server.sent(1)).argument(1).asInt());
        RecordedRecvFlow flow = status(info("status", "NetStream.Play.Reset"));
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
        server.loop.turn();
        assertTrue(failure(second) instanceof IllegalStateException);
        assertFalse(first.isDone());
        first.cancel(false);
        CompletableFuture<AmfValue> third = stream.play("c");
        server.loop.turn();
        assertFalse(third.isDone());
    }

    @Test
    public void deletingTheStreamFailsWhatWaits() {
        CompletableFuture<AmfValue> play = stream.play("a");
        stream.delete();
        server.loop.turn();
        assertTrue(failure(play) instanceof IllegalStateException);
        assertEquals("deleteStream", server.command().name());
        assertFalse(server.sent(1).isOpen());
        assertEquals(1, heard.closed);
        assertTrue(failure(turned(stream.publish("b"))) instanceof IllegalStateException);
    }

    @Test
    public void whatWaitsFailsWhenNoFlowCanBeOpened() {
        server.session.opensNoFlow();
        assertTrue(failure(turned(stream.play("a"))) instanceof IllegalStateException);
    }

    @Test
    public void theEndOfTheSessionEndsTheStreamOnce() {
        server.die(CloseReason.TIMEOUT);
        assertEquals(1, heard.closed);
        stream.video(0, new byte[1]);
        server.loop.turn();
        assertEquals(1, server.session.sendFlows().size());
    }

    @Test
    public void mediaGoesOnFlowsOfItsOwnWithDeadlines() {
        stream.audio(1, new byte[] {1});
        stream.video(0xFFFFFFFFL, new byte[] {2});
        stream.data(3, "onCue", 4);
        server.loop.turn();
        assertWritten(server.sent(1), Priority.AUDIO, Delivery.within(2200, 2300), new byte[] {8, 0, 0, 0, 1, 1});
        assertWritten(server.sent(2), Priority.VIDEO, Delivery.within(2000, 2100), new byte[] {9, -1, -1, -1, -1, 2});
        assertSame(Delivery.RELIABLE, server.sent(3).takeOne().delivery());
        assertSame(Priority.DATA, server.sent(3).priority());
    }

    @Test
    public void aMessageBeyondMaxBufferedBytesIsDroppedAndTold() {
        stream.video(0, new byte[1]);
        server.loop.turn();
        server.sent(1).take();
        server.sent(1).congest(NetStream.MAX_BUFFERED_BYTES - 6);
        stream.video(0, new byte[1]);
        stream.video(0, new byte[2]);
        server.loop.turn();
        assertEquals(1, server.sent(1).take().size());
        assertEquals(1, heard.dropped);
    }

    @Test
    public void mediaOfTheServerReachesTheListener() {
        RecordedRecvFlow flow = server.flow(FlowMetadata.stream(4), server.sent(0));
        assertSame(RecvFlow.Order.QUEUED, flow.order());
        server.send(flow, new byte[] {9, 0, 0, 0, 0, 0x17});
        server.send(flow, new byte[] {9, 0, 0});
        assertEquals(1, heard.messages.size());
        assertEquals(0x17, heard.messages.get(0)[5]);
    }

    @Test
    public void anAggregateIsHeardAsTheMessagesInIt() {
        RecordedRecvFlow flow = server.flow(FlowMetadata.stream(4), server.sent(0));
        byte[] aggregate = HexFormat.of().parseHex("16" + "00000064" // at 100 ms
            + "08" + "000002" + "000032" + "00" + "000000" + "af01" + "0000000d" // 50 ms in it
            + "09" + "000003" + "00003c" + "00" + "000000" + "170100" + "0000000e");
        server.send(flow, aggregate);
        assertEquals(List.of("0800000064af01", "090000006e170100"), heard.messages.stream().map(HexFormat.of()::formatHex).toList());
        server.send(flow, Arrays.copyOf(aggregate, 12));
        assertEquals("one that is cut short is as good as none", 2, heard.messages.size());
    }

    @Test
    public void aFlowMayAskForArrivalOrder() {
        assertSame(RecvFlow.Order.ARRIVAL, server.flow(new FlowMetadata.Rtmp(4, true), server.sent(0)).order());
    }

    @Test
    public void malformedCommandsOnAStreamAreIgnored() {
        RecordedRecvFlow flow = server.flow(FlowMetadata.stream(4), server.sent(0));
        server.send(flow, new byte[] {0x14, 0, 0, 0, 0, 2, 0x7f});
        server.send(flow, Command.of("onStatus", 0, null).toMessage().encode());
        server.send(flow, Command.of("other", 0, null).toMessage().encode());
        assertEquals(List.of(""), heard.statuses);
    }

    private <T> CompletableFuture<T> turned(CompletableFuture<T> future) {
        server.loop.turn();
        return future;
    }

    private RecordedRecvFlow status(AmfObject info) {
        server.loop.turn();
        return status(server.flow(FlowMetadata.stream(4), server.sent(0)), info);
    }

    private RecordedRecvFlow status(RecordedRecvFlow flow, AmfObject info) {
        server.send(flow, Command.of("onStatus", 0, null, info).toMessage().encode());
        return flow;
    }

    private static void assertWritten(RecordedSendFlow flow, Priority priority, Delivery delivery, byte[] message) {
        assertArrayEquals(STREAM_4, flow.metadata());
        assertSame(priority, flow.priority());
        RecordedSendFlow.Written written = flow.takeOne();
        assertEquals(delivery, written.delivery());
        assertArrayEquals(message, written.data());
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
