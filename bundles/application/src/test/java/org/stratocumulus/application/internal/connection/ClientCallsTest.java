package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.api.application.CallFailedException;
import org.stratocumulus.api.application.Client;

public class ClientCallsTest {
    private final Node node = new Node();
    private Guest guest;
    private Client client;

    @Before
    public void connect() {
        guest = Guest.connected(node, 1, "/");
        client = guest.connection();
    }

    private CompletableFuture<AmfValue> call(String method) {
        return client.call(method, "x").toCompletableFuture();
    }

    private static CallFailedException failure(CompletableFuture<AmfValue> result) {
        return (CallFailedException) assertThrows(ExecutionException.class, result::get).getCause();
    }

    @Test
    public void aMessageToTheClientIsACommandWithoutTransaction() {
        assertTrue(client.send("tell", "x", 1));
        node.settle();
        //           type time       "tell"             transaction 0         null "x"        1
        assertEquals("1400000000" + "02000474656c6c" + "000000000000000000" + "05" + "02000178" + "003ff0000000000000", guest.nextHex());
    }

    @Test
    public void answersFindTheirCallsInAnyOrder() throws Exception {
        CompletableFuture<AmfValue> first = call("a");
        CompletableFuture<AmfValue> second = call("b");
        node.settle();
        double one = guest.next().transactionId();
        double two = guest.next().transactionId();
        guest.call("_result", two, "second");
        guest.call("_result", one, "first");
        assertEquals("first", first.get().asString());
        assertEquals("second", second.get().asString());
        guest.call("_result", one, "again");
        assertEquals(1, node.count(Counter.IGNORED_MESSAGES));
    }

    @Test
    public void anErrorOfTheClientFailsTheCallWithItsValue() {
        CompletableFuture<AmfValue> result = call("a");
        node.settle();
        guest.call("_error", guest.next().transactionId(), "no");
        assertEquals("no", failure(result).error().asString());
    }

    @Test
    public void resultsAreCompletedOnTheApplicationsThreadsNotOnTheLoop() {
        CompletableFuture<AmfValue> result = call("a");
        node.settle();
        guest.give(Command.of("_result", guest.next().transactionId(), null, "x").toMessage().encode());
        node.loop.turn();
        assertFalse(result.isDone());
        node.pool.runAll();
        assertTrue(result.isDone());
    }

    @Test
    public void callsBeyondClientCallsFail() {
        for (int i = 0; i < Node.LIMITS.clientCalls(); i++) {
            call("a");
        }
        CompletableFuture<AmfValue> tooMany = call("a");
        node.settle();
        assertEquals("the client has left 2 calls unanswered", failure(tooMany).getMessage());
        assertEquals(Node.LIMITS.clientCalls(), guest.unread());
    }

    @Test
    public void theEndOfTheConnectionFailsWhatIsUnansweredAndWhatComesAfter() {
        CompletableFuture<AmfValue> unanswered = call("a");
        node.settle();
        CompletableFuture<AmfValue> onItsWay = call("a");
        guest.control.end();
        CompletableFuture<AmfValue> late = call("a");
        assertFalse(client.send("tell"));
        node.settle();
        assertEquals("the connection has ended: the client closed its control flow", failure(unanswered).getMessage());
        assertEquals("the connection has ended", failure(onItsWay).getMessage());
        assertEquals("the client is not connected", failure(late).getMessage());
        assertEquals(1, guest.unread());
    }

    @Test
    public void sendSaysNoBeyondSendBytesUntilTheClientHasTakenThem() {
        String large = "x".repeat(60_000);
        assertTrue(client.send("tell", large));
        assertTrue(client.send("tell", "x".repeat(10_000)));
        node.settle();
        assertFalse("60,000 more would exceed 100,000", client.send("tell", large));
        assertTrue(client.send("tell", "small"));
        assertEquals(1, node.count(Counter.SENDS_DROPPED));
        node.settle();
        guest.returnFlow().acknowledge();
        assertTrue(client.send("tell", large));
    }

    @Test
    public void whatIsPostedToTheLoopCountsForTheLimitToo() {
        String large = "x".repeat(60_000);
        assertTrue(client.send("tell", large));
        assertTrue(client.send("tell", "x".repeat(10_000)));
        assertFalse(client.send("tell", large));
    }

    @Test
    public void aMessageOfAnySizeIsTakenWhileLittleWaits() {
        assertTrue(client.send("tell", "x".repeat(2_000_000)));
        node.settle();
        assertEquals(2_000_000, guest.next().argument(0).asString().length());
    }

    @Test
    public void aClientThatAsksButDoesNotTakeTheAnswersIsGivenUp() {
        long most = ReturnFlow.REPLY_FACTOR * Node.LIMITS.sendBytes();
        for (int sent = 0; sent <= most; sent += 200) { // each answer is smaller, so a few more are needed
            guest.call("getStreamLength", 1, "x");
            guest.call("unknown-" + "y".repeat(100), 1);
            if (!client.isConnected()) {
                break;
            }
        }
        assertFalse(client.isConnected());
    }

    @Test
    public void valuesThatHaveNoAmfAreTheCallersMistake() {
        assertThrows(RuntimeException.class, () -> client.send("tell", new Object()));
    }

    @Test
    public void closeTellsTheReasonThenCallsCloseThenEndsTheSession() {
        client.close("maintenance");
        node.settle();
        assertEquals("NetConnection.Connect.Closed: maintenance", guest.nextInfo("onStatus", 0));
        assertEquals("close", guest.next().name());
        assertEquals("close after flush", guest.session.closings().get(0));
    }

    @Test
    public void anExceptionOfTheClientOnTheReturnFlowClosesNothingAndTheFlowIsOpenedAgain() {
        guest.returnFlow().reject(0);
        assertTrue(client.isConnected());
        assertTrue(guest.session.closings().isEmpty());
        assertTrue(client.send("tell"));
        node.settle();
        assertEquals(2, guest.session.sendFlows().size());
        assertEquals("tell", guest.next().name());
        assertEquals(1, node.count(Counter.FLOW_EXCEPTIONS));
    }

    @Test
    public void theReturnFlowIsOpenedMaxOpenedTimes() {
        for (int i = 0; i < ReturnFlow.MAX_OPENED + 2; i++) {
            guest.returnFlow().reject(0);
            client.send("tell");
            node.settle();
        }
        assertEquals(ReturnFlow.MAX_OPENED, guest.session.sendFlows().size());
        assertTrue(client.isConnected());
        CompletableFuture<AmfValue> result = call("a");
        node.settle();
        assertEquals("the client rejects the flow of calls", failure(result).getMessage());
    }

    @Test
    public void theRoundTripTimeIsKnownFromTheStart() {
        assertEquals(40, client.roundTripMillis());
    }
}
