package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.spi.ConnectGate;
import org.stratocumulus.session.CloseReason;

public class ConnectTest {
    private final Node node = new Node();
    private final List<String> events = new ArrayList<>();

    private final Application doorman = new Application() {
        @Override
        public void connect(Client client, ConnectRequest request, ConnectAnswer answer) throws RejectedException {
            events.add("connect " + client.path() + request.query() + request.arguments());
            if (request.query().containsKey("bad")) {
                throw new RejectedException("not today", Map.of("code", 302, "redirect", "rtmfp://other/"));
            }
            client.send("early");
            answer.put("seat", 7);
        }

        @Override
        public void disconnect(Client client, String reason) {
            events.add("disconnect " + client.path() + " " + client.isConnected());
        }
    };

    @Test
    public void theApplicationSeesPathQueryAndExtraArgumentsAndAddsToTheAnswer() {
        node.serve("/game", doorman);
        Guest guest = new Guest(node, 1);
        guest.send(Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://h/game?seat=3"), "token"));
        assertEquals(List.of("connect /game{seat=3}[\"token\"]"), events);
        AmfObject info = guest.next().argument(0).asObject();
        assertEquals("NetConnection.Connect.Success", info.get("code").asString());
        assertEquals(7, info.get("seat").asInt());
        assertEquals(0, info.get("objectEncoding").asInt());
        assertEquals(List.of("level", "code", "description", "objectEncoding", "seat"), List.copyOf(info.properties().keySet()));
    }

    @Test
    public void whatTheApplicationSendsWhileItDecidesGoesOutBehindTheAnswer() {
        node.serve("/game", doorman);
        Guest guest = new Guest(node, 1);
        guest.connect("/game");
        assertEquals("_result", guest.next().name());
        assertEquals("early", guest.next().name());
    }

    @Test
    public void aRefusalIsAnErrorThenACloseCallThenTheSessionClosesAfterBothArrived() {
        node.serve("/game", doorman);
        Guest guest = new Guest(node, 1);
        guest.send(Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://h/game?bad")));
        Command error = guest.next();
        assertEquals("_error", error.name());
        assertEquals(1, error.transactionId(), 0);
        AmfObject info = error.argument(0).asObject();
        assertEquals("error", info.get("level").asString());
        assertEquals("NetConnection.Connect.Rejected", info.get("code").asString());
        assertEquals("not today", info.get("description").asString());
        assertEquals(302, info.get("ex").asObject().get("code").asInt());
        assertEquals("close", guest.next().name());
        assertEquals(0, guest.unread());
        assertEquals(List.of("close after flush"), guest.session.closings());
        guest.session.die(CloseReason.NEAR_CLOSE);
        node.settle();
        assertEquals("no disconnect of a client that was never accepted", 1, events.size());
        assertEquals(1, node.count(Counter.REFUSED));
    }

    @Test
    public void aGateTurnsClientsAwayBeforeTheApplicationIsAskedAndOneThatBreaksLetsThemPass() {
        node.serve("/game", doorman);
        ConnectGate broken = (client, request) -> {
            throw new IllegalStateException("oops");
        };
        ConnectGate full = (client, request) -> new RejectedException("full", Map.of("code", 302, "redirect", "rtmfp://b/game"));
        node.connections.add(broken);
        node.connections.add(full);
        Guest guest = new Guest(node, 1);
        guest.connect("/game");
        AmfObject info = guest.next().argument(0).asObject();
        assertEquals("full", info.get("description").asString());
        assertEquals("rtmfp://b/game", info.get("ex").asObject().get("redirect").asString());
        assertEquals(List.of(), events);
        node.connections.remove(full);
        Guest.connected(node, 2, "/game");
        assertEquals(1, events.size());
    }

    @Test
    public void withApplicationsAPathThatHasNoneIsInvalid() {
        node.serve("/game", doorman);
        Guest guest = new Guest(node, 1);
        guest.connect("/other");
        assertEquals("NetConnection.Connect.InvalidApp: no application serves /other", guest.nextInfo("_error", 1));
        assertEquals("close", guest.next().name());
        assertEquals(List.of("close after flush"), guest.session.closings());
    }

    @Test
    public void withoutAnyApplicationEveryPathIsAccepted() {
        assertEquals("/any/path", Guest.connected(node, 1, "/any/path").connection().path());
    }

    @Test
    public void anApplicationThatBreaksRefusesWithoutSayingHow() {
        node.serve("/", new Application() {
            @Override
            public void connect(Client client, ConnectRequest request, ConnectAnswer answer) {
                throw new IllegalStateException("secret");
            }
        });
        Guest guest = new Guest(node, 1);
        guest.connect("/");
        assertEquals("NetConnection.Connect.Rejected: the application failed", guest.nextInfo("_error", 1));
    }

    @Test
    public void anApplicationQueueAtItsLimitRefusesAsBusy() {
        node.serve("/", doorman);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i <= Node.APPLICATION_QUEUE; i++) {
            Guest guest = new Guest(node, i + 1);
            guest.give(Command.of("connect", 1, new AmfObject()).toMessage().encode());
            guests.add(guest);
        }
        node.settle();
        assertEquals("NetConnection.Connect.Rejected: application busy",
                guests.get(Node.APPLICATION_QUEUE).nextInfo("_error", 1));
        assertEquals("_result", guests.get(0).next().name());
    }

    @Test
    public void objectEncodingIsAnsweredAsAskedInTheMessageTypeOfTheClient() {
        Guest guest = new Guest(node, 1);
        guest.send(new Command("connect", 1, List.of(new AmfObject().put("objectEncoding", 3)), Encoding.AMF3));
        byte[] answer = guest.nextBytes();
        assertEquals(MessageType.COMMAND_AMF3, answer[0]);
        assertEquals("format selector", 0, answer[5]);
        Command command = Command.decode(RtmpMessage.decode(answer));
        assertEquals(3, command.argument(0).asObject().get("objectEncoding").asInt());
    }

    @Test
    public void aConnectWithoutCommandObjectIsRefused() {
        Guest guest = new Guest(node, 1);
        guest.send(new Command("connect", 1, List.of(AmfValue.of("live")), Encoding.AMF0));
        assertEquals("NetConnection.Connect.Rejected: connect without a command object", guest.nextInfo("_error", 1));
        assertEquals(List.of("close after flush"), guest.session.closings());
    }

    @Test
    public void aSecondConnectIsAnErrorAndTheFirstStands() {
        Guest guest = Guest.connected(node, 1, "/a");
        guest.connect("/b");
        assertEquals("NetConnection.Call.Failed: already connected", guest.nextInfo("_error", 1));
        assertTrue(guest.connection().isConnected());
        assertEquals("/a", guest.connection().path());
    }

    @Test
    public void callsBeforeConnectAreRefused() {
        Guest guest = new Guest(node, 1);
        guest.call("createStream", 2);
        assertEquals("NetConnection.Call.Failed: not connected", guest.nextInfo("_error", 2));
        assertNull(guest.connection());
    }

    @Test
    public void commandsThatComeWhileTheApplicationDecidesWaitUpToHeldCommands() {
        node.connections.streamFactory(new RecordingStreams());
        Guest guest = new Guest(node, 1);
        guest.give(Command.of("connect", 1, new AmfObject()).toMessage().encode());
        for (int i = 0; i <= Node.LIMITS.heldCommands(); i++) {
            guest.give(Command.of("createStream", 2 + i, null).toMessage().encode());
        }
        node.settle();
        assertEquals("_result", guest.next().name());
        for (int i = 0; i < Node.LIMITS.heldCommands(); i++) {
            assertEquals(2 + i, guest.next().transactionId(), 0);
        }
        assertEquals(0, guest.unread());
    }

    @Test
    public void whoDoesNotConnectInConnectMillisIsClosed() {
        Guest late = new Guest(node, 1);
        Guest quick = Guest.connected(node, 2, "/");
        node.loop.advance(Node.LIMITS.connectMillis() - 1);
        assertTrue(late.session.closings().isEmpty());
        node.loop.advance(1);
        assertEquals(List.of("close after flush"), late.session.closings());
        assertTrue(quick.session.closings().isEmpty());
        assertEquals(1, node.count(Counter.CONNECT_TIMEOUTS));
    }

    @Test
    public void disconnectIsToldOnceWhenTheSessionEnds() {
        node.serve("/", doorman);
        Guest guest = Guest.connected(node, 1, "/game");
        guest.session.die(CloseReason.TIMEOUT);
        node.settle();
        assertEquals("disconnect /game false", events.get(1));
        assertEquals(2, events.size());
        assertNull(guest.connection());
        assertEquals("no timer is left behind", 0, node.loop.timers());
    }

    @Test
    public void aClientThatLeavesWhileItIsBeingAcceptedIsDisconnectedAfterwards() {
        node.serve("/", doorman);
        Guest guest = new Guest(node, 1);
        guest.give(Command.of("connect", 1, new AmfObject()).toMessage().encode());
        node.loop.turn();
        guest.session.die(CloseReason.FAR_CLOSE);
        node.settle();
        assertEquals(List.of("connect /{}[]", "disconnect / false"), events);
        assertNull(guest.connection());
    }

    @Test
    public void theDirectoryFindsTheLatestClientOfAnIdentity() {
        Guest first = Guest.connected(node, 1, "/a");
        Guest second = Guest.connected(node, 1, "/b");
        assertEquals("/b", node.connections.find(first.id).path());
        first.session.die(CloseReason.OVERRIDDEN);
        assertNotNull(second.connection());
        second.session.die(CloseReason.FAR_CLOSE);
        assertNull(second.connection());
    }

    @Test
    public void aCloseCommandEndsTheConnection() {
        Guest guest = Guest.connected(node, 1, "/");
        Client client = guest.connection();
        guest.call("close", 0);
        assertFalse(client.isConnected());
        assertEquals(List.of("close after flush"), guest.session.closings());
    }

    @Test
    public void theEndOfTheControlFlowEndsTheConnection() {
        Guest guest = Guest.connected(node, 1, "/");
        guest.control.end();
        assertNull(guest.connection());
        assertEquals(List.of("close after flush"), guest.session.closings());
    }
}
