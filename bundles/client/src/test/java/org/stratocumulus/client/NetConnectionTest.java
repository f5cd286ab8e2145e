package org.stratocumulus.client;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.Test;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.testkit.RecordedRecvFlow;
import org.stratocumulus.testkit.RecordedSendFlow;

public class NetConnectionTest {
    private final Heard heard = new Heard();
    private final CompletableFuture<NetConnection> connected = new CompletableFuture<>();
    private final List<NetConnection> over = new ArrayList<>();
    private final NetConnection connection = connection("x", 5);
    private final ScriptedServer server = new ScriptedServer(connection);

    @Test
    public void theFirstMessageIsConnectWithUriAndArguments() {
        server.begin();
        RecordedSendFlow control = server.sent(0);
        assertArrayEquals(new byte[] {'T', 'C', 4, 0}, control.metadata());
        assertSame(Priority.ROUTINE, control.priority());
        Command connect = server.command();
        assertEquals("connect", connect.name());
        assertEquals(1, connect.transactionId(), 0);
        AmfObject object = (AmfObject) connect.commandObject();
        assertEquals(AmfString.of("app/room?k=v"), object.get("app"));
        assertEquals(AmfString.of("rtmfp://host/app/room?k=v"), object.get("tcUrl"));
        assertEquals(AmfString.of("mine"), object.get("flashVer"));
        assertEquals("x", connect.argument(0).asString());
        assertEquals(5, connect.argument(1).asInt());
    }

    @Test
    public void aResultMeansConnectedWithTheServersInfo() throws Exception {
        server.begin();
        server.send(Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")));
        assertSame(connection, connected.get());
        assertEquals("NetConnection.Connect.Success", Statuses.text(connection.connectInfo(), "code"));
        assertFalse(server.isClosing());
    }

    @Test
    public void anErrorMeansRefusedWithTheServersInfoAndEndsTheSession() {
        server.begin();
        AmfObject info = info("error", "NetConnection.Connect.Rejected").put("description", "full").put("until", 7);
        server.send(Command.of("_error", 1, null, info));
        StatusException refused = (StatusException) failure(connected);
        assertEquals("NetConnection.Connect.Rejected", refused.code());
        assertEquals(7, ((AmfObject) refused.info()).get("until").asInt());
        assertTrue(refused.getMessage().contains("full"));
        server.loop.turn();
        assertTrue(server.isClosing());
        server.die(CloseReason.NEAR_CLOSE);
        assertEquals("a connection that was never up is not closed", List.of(), heard.closed);
    }

    @Test
    public void aResultWithAnErrorInItMeansRefused() {
        server.begin();
        server.send(Command.of("_result", 1, null, info("error", "NetConnection.Connect.Rejected")));
        assertTrue(failure(connected) instanceof StatusException);
    }

    @Test
    public void givingUpTheAttemptEndsTheSession() {
        server.begin();
        connected.cancel(false);
        server.loop.turn();
        assertTrue(server.isClosing());
    }

    @Test
    public void aSessionThatOpensAfterTheAttemptWasGivenUpIsClosedUnused() {
        connected.cancel(false);
        server.begin();
        assertTrue(server.isClosing());
        assertEquals(List.of(), server.session.sendFlows());
    }

    @Test
    public void aSessionThatOpensNoFlowFailsTheConnection() {
        server.session.opensNoFlow();
        server.begin();
        assertTrue(failure(connected) instanceof IllegalStateException);
        assertTrue(server.isClosing());
    }

    @Test
    public void aCallGetsItsResult() throws Exception {
        connect();
        CompletableFuture<AmfValue> answer = connection.call("sum", 1, 2);
        Command call = server.command();
        assertEquals("sum", call.name());
        assertEquals(2, call.argument(1).asInt());
        server.send(Command.of("_result", call.transactionId(), null, 3));
        assertEquals(3, answer.get().asInt());
    }

    @Test
    public void answersFindTheirCallsInAnyOrder() throws Exception {
        connect();
        CompletableFuture<AmfValue> first = connection.call("a");
        CompletableFuture<AmfValue> second = connection.call("b");
        double firstId = server.command().transactionId();
        double secondId = server.command().transactionId();
        server.send(Command.of("_result", secondId, null, "of b"));
        assertFalse(first.isDone());
        server.send(Command.of("_result", firstId, null, "of a"));
        assertEquals("of a", first.get().asString());
        assertEquals("of b", second.get().asString());
    }

    @Test
    public void aResultThatLooksLikeAnErrorIsAResultAllTheSame() throws Exception {
        connect();
        CompletableFuture<AmfValue> answer = connection.call("lastError");
        server.send(Command.of("_result", server.command().transactionId(), null, info("error", "My.Own")));
        assertEquals("My.Own", Statuses.text(answer.get(), "code"));
    }

    @Test
    public void aFailedCallGetsTheServersError() {
        connect();
        CompletableFuture<AmfValue> answer = connection.call("nothing");
        server.send(Command.of("_error", server.command().transactionId(), null, info("error", "NetConnection.Call.Failed")));
        assertEquals("NetConnection.Call.Failed", ((StatusException) failure(answer)).code());
    }

    @Test
    public void answersToNobodyAreIgnored() {
        connect();
        CompletableFuture<AmfValue> answer = connection.call("a");
        double id = server.command().transactionId();
        for (double wrong : new double[] {0, id + 0.5, id + 1, -1, Double.NaN, 1e300}) {
            server.send(Command.of("_result", wrong, null, "?"));
        }
        assertFalse(answer.isDone());
    }

    @Test
    public void aCallWithAnArgumentThatHasNoAmfThrowsAndLeavesNothingBehind() throws Exception {
        connect();
        for (int i = 0; i <= NetConnection.MAX_PENDING_CALLS; i++) {
            assertThrows(AmfException.class, () -> connection.call("a", new Thread()));
        }
        aCallGetsItsResultOnAConnectionThatIsUp();
    }

    @Test
    public void noMoreThanMaxPendingCallsWait() throws Exception {
        connect();
        CompletableFuture<AmfValue> first = connection.call("a");
        for (int i = 1; i < NetConnection.MAX_PENDING_CALLS; i++) {
            connection.call("a");
        }
        assertTrue(failure(connection.call("one too many")) instanceof IllegalStateException);
        assertTrue(failure(connection.createStream(NetStreamListener.NONE)) instanceof IllegalStateException);
        server.send(Command.of("_result", server.command().transactionId(), null, 1));
        assertTrue(first.isDone());
        server.loop.turn();
        server.sent(0).take();
        aCallGetsItsResultOnAConnectionThatIsUp();
    }

    @Test
    public void cancelledCallsMakeRoomForOthers() throws Exception {
        connect();
        for (int i = 0; i < 2 * NetConnection.MAX_PENDING_CALLS; i++) {
            connection.call("a").cancel(false);
        }
        aCallGetsItsResultOnAConnectionThatIsUp();
    }

    @Test
    public void everyFutureFailsWhenTheSessionDies() throws Exception {
        connect();
        CompletableFuture<NetStream> created = connection.createStream(NetStreamListener.NONE);
        server.send(Command.of("_result", server.command().transactionId(), null, 1));
        List<CompletableFuture<?>> waiting = List.of(connection.call("a"), connection.createStream(NetStreamListener.NONE),
            created.get().publish("s"), connection.call("not even on the loop yet"));
        server.loop.turn();
        server.die(CloseReason.TIMEOUT);
        for (CompletableFuture<?> future : waiting) {
            assertTrue(failure(future) instanceof IllegalStateException);
        }
        assertEquals(List.of(CloseReason.TIMEOUT), heard.closed);
        assertEquals(List.of(connection), over);
    }

    @Test
    public void aConnectionWhoseSessionDiesBeforeTheAnswerFails() {
        server.begin();
        server.die(CloseReason.FAR_CLOSE);
        assertTrue(failure(connected).getMessage().contains("FAR_CLOSE"));
        assertEquals(List.of(), heard.closed);
    }

    @Test
    public void futuresOfAConnectionThatIsOverFailEvenIfItsLoopIsGone() throws Exception {
        connect();
        CompletableFuture<NetStream> created = connection.createStream(NetStreamListener.NONE);
        server.send(Command.of("_result", server.command().transactionId(), null, 1));
        server.die(CloseReason.FAR_CLOSE);
        server.loop.stop();
        assertTrue(failure(connection.call("a")) instanceof IllegalStateException);
        assertTrue(failure(connection.createStream(NetStreamListener.NONE)) instanceof IllegalStateException);
        assertTrue(failure(created.get().play("s")) instanceof IllegalStateException);
    }

    @Test
    public void theServersCallIsAnswered() {
        connect();
        heard.answer = List.of("a", 1);
        server.send(Command.of("askMe", 9, null, "q"));
        Command reply = server.command();
        assertEquals("_result", reply.name());
        assertEquals(9, reply.transactionId(), 0);
        assertEquals("a", ((AmfArray) reply.argument(0)).elements().get(0).asString());
        assertEquals(1, ((AmfArray) reply.argument(0)).elements().get(1).asInt());
        assertEquals(List.of("askMe[\"q\"]"), heard.calls);
    }

    @Test
    public void theServersCallThatTheListenerDoesNotKnowGetsAnError() {
        connect();
        server.send(Command.of("unknown", 9, null));
        Command reply = server.command();
        assertEquals("_error", reply.name());
        assertEquals("NetConnection.Call.Failed", Statuses.text(reply.argument(0), "code"));
    }

    @Test
    public void anAnswerThatHasNoAmfBecomesAnError() {
        connect();
        heard.answer = new Thread();
        server.send(Command.of("askMe", 9, null));
        assertEquals("_error", server.command().name());
    }

    @Test
    public void aCallOfTheServerThatWantsNoAnswerGetsNone() {
        connect();
        heard.answer = "unwanted";
        server.send(Command.of("tell", 0, null));
        assertEquals(1, heard.calls.size());
        assertTrue(server.sent(0).take().isEmpty());
    }

    @Test
    public void aServerThatAcknowledgesNoCommandsIsGivenUp() {
        connect();
        server.sent(0).congest(NetConnection.MAX_CONTROL_BYTES + 1);
        connection.send("more");
        server.loop.turn();
        assertTrue(server.session.closings().contains("abort"));
    }

    @Test
    public void theServersCloseCommandEndsTheConnection() {
        connect();
        server.send(Command.of("close", 0, null));
        assertTrue(server.isClosing());
    }

    @Test
    public void theEndOfTheServersControlFlowEndsTheConnection() {
        connect();
        server.loop.turn(() -> server.control().end());
        assertTrue(server.isClosing());
    }

    @Test
    public void onlyAFlowThatAnswersTheClientsControlFlowIsTheCanonicalOne() throws Exception {
        server.begin();
        server.command();
        RecordedRecvFlow other = server.flow(FlowMetadata.CONTROL, null);
        server.send(other, Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")).toMessage().encode());
        assertTrue("its messages count all the same", connected.isDone());
        server.loop.turn(other::end);
        assertFalse("but its end means nothing", server.isClosing());
        assertEquals("setPeerInfo", server.command().name());
        CompletableFuture<NetStream> created = connection.createStream(NetStreamListener.NONE);
        server.send(Command.of("_result", server.command().transactionId(), null, 1));
        created.get().closeStream();
        server.loop.turn();
        assertSame(server.control(), server.sent(1).association());
    }

    @Test
    public void anExceptionOnTheControlFlowEndsTheConnection() {
        connect();
        server.loop.turn(() -> server.sent(0).reject(0));
        assertTrue(server.isClosing());
    }

    @Test
    public void onStatusReachesTheListener() {
        connect();
        server.send(Command.of("onStatus", 0, null, info("status", "Some.Thing")));
        assertEquals(List.of("Some.Thing"), heard.statuses);
    }

    @Test
    public void whatIsNoCommandOnTheControlFlowIsIgnored() {
        connect();
        for (byte[] message : new byte[][] {{}, {0x14}, {0x14, 0, 0, 0, 0}, {0x14, 0, 0, 0, 0, 2, 0x7f}, {0x11, 0, 0, 0, 0, 0, 9},
            {4, 0, 0, 0, 0, 0}}) {
            server.send(server.control(), message);
        }
        assertFalse(server.isClosing());
        assertEquals(List.of(), heard.calls);
    }

    @Test
    public void theAddressesAreToldOnceTheConnectionIsUp() {
        server.begin();
        server.command();
        server.loop.turn();
        assertEquals("nothing before", 0, server.sent(0).take().size());
        server.send(Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")));
        RtmpMessage message = RtmpMessage.decode(server.sent(0).takeOne().data());
        assertEquals("RFC 7425 section 5.3.3: Type 20 for AMF0", MessageType.COMMAND_AMF0, message.type());
        Command told = Command.decode(message);
        assertEquals("setPeerInfo", told.name());
        assertEquals(0, told.transactionId(), 0);
        assertSame(AmfNull.INSTANCE, told.commandObject());
        assertEquals(List.of(AmfString.of("192.0.2.129:50001"), AmfString.of("[2001:db8:1:0:0:0:0:2]:50002")), told.arguments());
    }

    @Test
    public void inAmf3TheAddressesAreACommandExtended() {
        server.begin();
        server.command();
        AmfObject info = info("status", "NetConnection.Connect.Success").put("objectEncoding", 3);
        server.send(Command.of("_result", 1, null, info));
        RtmpMessage message = RtmpMessage.decode(server.sent(0).takeOne().data());
        assertEquals(MessageType.COMMAND_AMF3, message.type());
        assertEquals("192.0.2.129:50001", Command.decode(message).argument(0).asString());
    }

    @Test
    public void noMoreThanSixteenAddressesAreTold() {
        connect();
        connection.setPeerInfo(Collections.nCopies(20, new InetSocketAddress("192.0.2.1", 1)));
        assertEquals(ReportedAddresses.MAX_ADDRESSES, server.command().arguments().size());
        connection.setPeerInfo(List.of());
        assertEquals("the list may be empty", List.of(), server.command().arguments());
    }

    @Test
    public void whoIsRefusedTellsNoAddresses() {
        server.begin();
        server.command();
        server.send(Command.of("_error", 1, null, info("error", "NetConnection.Connect.Rejected")));
        server.loop.turn();
        assertEquals(0, server.sent(0).take().size());
    }

    @Test
    public void keepaliveIsAsTheServerAdvisesWithinTheClientsOwnRange() {
        connect();
        assertEquals(-1, server.session.keepaliveMillis());
        for (long[] advisedAndSet : new long[][] {{20_000, 20_000}, {4_999, 5_000}, {0, 5_000}, {0xffffffffL, 86_400_000}}) {
            server.send(server.control(), new UserControl.SetKeepaliveTimers(advisedAndSet[0], 10_000).toMessage().encode());
            assertEquals(advisedAndSet[1], server.session.keepaliveMillis());
        }
    }

    @Test
    public void aBarrierHoldsACommandBackUntilTheOtherFlowHasReachedIt() throws Exception {
        connect();
        RecordedRecvFlow other = server.flow(FlowMetadata.CONTROL, server.sent(0));
        byte[] barrier = new UserControl.FlowSync(7, 2).toMessage().encode();
        server.send(server.control(), barrier);
        server.send(Command.of("onStatus", 0, null, info("status", "Behind")));
        assertEquals(List.of(), heard.statuses);
        server.send(other, Command.of("onStatus", 0, null, info("status", "Before")).toMessage().encode());
        server.send(other, barrier);
        assertEquals(List.of("Before", "Behind"), heard.statuses);
    }

    @Test
    public void aBarrierThatNobodyCompletesIsLifted() {
        connect();
        server.send(server.control(), new UserControl.FlowSync(7, 3).toMessage().encode());
        server.send(Command.of("onStatus", 0, null, info("status", "Behind")));
        server.loop.advance(FlowAlignment.BARRIER_MILLIS - 1);
        assertEquals(List.of(), heard.statuses);
        server.loop.advance(1);
        assertEquals(List.of("Behind"), heard.statuses);
    }

    @Test
    public void flowsOfUnknownKindOrStreamAreLeftAlone() {
        connect();
        assertNull(server.flow(FlowMetadata.stream(3), server.sent(0)).order());
        assertNull(server.flow(new FlowMetadata.Group(), server.sent(0)).order());
    }

    @Test
    public void streamIdsThatCannotBeFailTheCreation() {
        connect();
        for (Object id : new Object[] {0, -1, 0x1000000, 1.5, "1", null}) {
            CompletableFuture<NetStream> created = connection.createStream(NetStreamListener.NONE);
            server.send(Command.of("_result", server.command().transactionId(), null, id));
            assertTrue(String.valueOf(id), created.isCompletedExceptionally());
        }
    }

    @Test
    public void aStreamIdThatIsTakenFailsTheCreation() {
        connect();
        CompletableFuture<NetStream> first = connection.createStream(NetStreamListener.NONE);
        CompletableFuture<NetStream> second = connection.createStream(NetStreamListener.NONE);
        server.send(Command.of("_result", server.command().transactionId(), null, new AmfNumber(1)));
        server.send(Command.of("_result", server.command().transactionId(), null, new AmfNumber(1)));
        assertFalse(first.isCompletedExceptionally());
        assertTrue(failure(second) instanceof IllegalArgumentException);
    }

    private void connect() {
        server.begin();
        server.command();
        server.send(Command.of("_result", 1, null, info("status", "NetConnection.Connect.Success")));
        assertTrue(connected.isDone());
        assertEquals("setPeerInfo", server.command().name());
    }

    private void aCallGetsItsResultOnAConnectionThatIsUp() throws Exception {
        CompletableFuture<AmfValue> answer = connection.call("last");
        server.loop.turn();
        Command call;
        do {
            call = server.command();
        } while (!call.name().equals("last"));
        server.send(Command.of("_result", call.transactionId(), null, "done"));
        assertEquals("done", answer.get().asString());
    }

    private NetConnection connection(Object... arguments) {
        RtmfpUri uri = RtmfpUri.parse("rtmfp://host/app/room?k=v#stream");
        byte[] command = ConnectCommand.encode(uri, new AmfObject().put("flashVer", "mine"), arguments);
        return new NetConnection(uri, command, heard, connected, ScriptedServer.SETUP, ScriptedServer.noPeers(), over::add);
    }

    static AmfObject info(String level, String code) {
        return new AmfObject().put("level", level).put("code", code);
    }

    static Throwable failure(CompletableFuture<?> future) {
        assertTrue("the future hangs", future.isDone());
        return assertThrows(ExecutionException.class, future::get).getCause();
    }

    private static final class Heard implements NetConnectionListener {
        final List<String> statuses = new ArrayList<>();
        final List<String> calls = new ArrayList<>();
        final List<CloseReason> closed = new ArrayList<>();
        Object answer;

        @Override
        public void status(NetConnection from, AmfValue info) {
            statuses.add(Statuses.text(info, "code"));
        }

        @Override
        public Object called(NetConnection from, String method, List<AmfValue> arguments) throws Exception {
            if (method.equals("unknown")) {
                return NetConnectionListener.super.called(from, method, arguments);
            }
            calls.add(method + arguments);
            return answer;
        }

        @Override
        public void closed(NetConnection from, CloseReason reason) {
            closed.add(reason);
        }
    }
}
