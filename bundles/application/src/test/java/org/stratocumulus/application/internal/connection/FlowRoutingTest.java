package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.testkit.RecordedRecvFlow;

public class FlowRoutingTest {
    private static final String A = "0800000001af";
    private static final String B = "0900000002bf";
    private static final String C = "0800000003cf";

    private final Node node = new Node();
    private final RecordingStreams streams = new RecordingStreams();
    private Guest guest;

    @Before
    public void connect() {
        node.connections.streamFactory(streams);
        guest = Guest.connected(node, 1, "/live");
        guest.call("createStream", 0);
        streams.events.clear();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] flowSync(int id, int count) {
        return hex("04 00000000 0022" + HexFormat.of().toHexDigits(id) + HexFormat.of().toHexDigits(count));
    }

    private RecordedRecvFlow streamFlow(String metadata) {
        return guest.session.flow(hex(metadata), guest.returnFlow());
    }

    @Test
    public void aFlowGoesToItsStreamInTheOrderThatItHints() {
        RecordedRecvFlow queued = streamFlow("54 43 04 01");
        RecordedRecvFlow arrival = streamFlow("54 43 05 01");
        queued.deliver(hex(A));
        arrival.deliver(hex(B));
        assertEquals(RecvFlow.Order.QUEUED, queued.order());
        assertEquals(RecvFlow.Order.ARRIVAL, arrival.order());
        assertEquals(List.of("1 " + A, "1 " + B), streams.events);
        queued.end();
        assertEquals("flow closed 1", streams.events.get(2));
    }

    @Test
    public void flowsOfNoStreamOfUnknownKindOrWithoutStreamIdAreRejectedWithCodeZero() {
        assertEquals(0, streamFlow("54 43 04 02").rejected()); // not created
        assertEquals(0, streamFlow("54 43 00").rejected());    // no stream id (RFC 7425 section 5.1.1)
        assertEquals(0, streamFlow("47 43").rejected());       // nobody handles groups
        assertEquals(0, streamFlow("").rejected());
        assertEquals(0, guest.session.flow(FlowMetadata.CONTROL.encode(), null).rejected()); // a second NetConnection
        assertEquals(5, node.count(Counter.FLOWS_REJECTED));
        assertTrue(guest.connection().isConnected());
    }

    @Test
    public void aFurtherControlFlowThatAnswersOursIsAControlFlowToo() {
        RecordedRecvFlow further = streamFlow("54 43 04 00");
        assertEquals(-1, further.rejected());
        further.deliver(hex("14 00000000 02 000c 63726561746553747265616d 00 0000000000000000"));
        assertEquals(List.of("open 2"), streams.events);
        further.end();
        assertTrue("only the first one is the connection", guest.connection().isConnected());
    }

    @Test
    public void beforeConnectThereIsOnlyTheControlFlow() {
        Guest early = new Guest(node, 2);
        assertEquals(0, early.session.flow(hex("54430401"), null).rejected());
        assertEquals(0, early.session.flow(hex("4743"), null).rejected());
    }

    @Test
    public void flowsBeyondTheLimitAreRejectedUntilOthersEnd() {
        List<RecordedRecvFlow> flows = new ArrayList<>();
        for (int i = 1; i < Node.LIMITS.flows(); i++) { // the control flow is one
            flows.add(streamFlow("54 43 04 01"));
        }
        assertEquals(0, streamFlow("54 43 04 01").rejected());
        flows.get(0).end();
        assertEquals(-1, streamFlow("54 43 04 01").rejected());
    }

    @Test
    public void deletingAStreamRejectsAllItsFlowsAndItsIdBeginsAnew() {
        RecordedRecvFlow old = streamFlow("54 43 04 01");
        guest.call("deleteStream", 0, 1);
        assertEquals(0, old.rejected());
        guest.call("createStream", 0);
        assertEquals(List.of("close 1", "open 1"), streams.events);
    }

    @Test
    public void messagesBehindAFlowSyncWaitForTheOtherFlow() {
        RecordedRecvFlow audio = streamFlow("54 43 04 01");
        RecordedRecvFlow video = streamFlow("54 43 04 01");
        audio.deliver(flowSync(8, 2));
        audio.deliver(hex(C));
        video.deliver(hex(B));
        assertEquals(List.of("1 " + B), streams.events);
        video.deliver(flowSync(8, 2));
        assertEquals(List.of("1 " + B, "1 " + C), streams.events);
        assertEquals("no deadline is left when it is over", 0, node.loop.timers());
    }

    @Test
    public void aBarrierThatIsNotCompleteInBarrierMillisIsLifted() {
        RecordedRecvFlow audio = streamFlow("54 43 04 01");
        audio.deliver(flowSync(8, 3));
        audio.deliver(hex(A));
        node.loop.advance(Node.LIMITS.barrierMillis() - 1);
        assertTrue(streams.events.isEmpty());
        node.loop.advance(1);
        assertEquals(List.of("1 " + A), streams.events);
        assertEquals(1, node.count(Counter.BARRIERS_LIFTED));
    }

    @Test
    public void aMessageShorterThanItsHeaderReachesNoStream() {
        streamFlow("54 43 04 01").deliver(hex("08 000000"));
        assertTrue(streams.events.isEmpty());
        assertEquals(1, node.count(Counter.MALFORMED_MESSAGES));
    }

    @Test
    public void aStreamThatThrowsLosesItsMessageAndNothingElse() {
        node.connections.streamFactory((connection, streamId) -> new NetStream() {
            @Override
            public void message(RecvFlow flow, byte[] rtmpMessage, int lostBefore) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void close() {
                throw new IllegalStateException("broken on purpose");
            }
        });
        node.settle(); // the former factory's stream is closed
        guest.call("deleteStream", 0, 1);
        guest.call("createStream", 0);
        RecordedRecvFlow flow = streamFlow("54 43 04 01");
        flow.deliver(hex(A));
        assertTrue(flow.isOpen());
        assertEquals(1, node.count(Counter.INTERNAL_ERRORS));
        guest.call("close", 0);
        assertEquals(List.of("close after flush"), guest.session.closings());
    }

    @Test
    public void theIdOfAStreamWhoseFactoryHasGoneStaysTakenUntilTheClientDeletesIt() {
        assertEquals(1, guest.next().argument(0).asInt());
        node.connections.streamFactory(new RecordingStreams());
        node.settle();
        assertEquals("it takes no flow", 0, streamFlow("54 43 04 01").rejected());
        guest.call("createStream", 7);
        assertEquals(2, guest.next().argument(0).asInt());
        guest.call("deleteStream", 0, 1);
        guest.call("createStream", 8);
        assertEquals(1, guest.next().argument(0).asInt());
    }

    @Test
    public void otherKindsOfFlowsGoToTheirHandler() {
        List<String> opened = new ArrayList<>();
        FlowHandler groups = new FlowHandler() {
            @Override
            public boolean handles(byte[] metadata) {
                return metadata.length == 2 && metadata[0] == 'G';
            }

            @Override
            public void flowOpened(ClientConnection connection, RecvFlow flow) {
                opened.add(connection.path());
                flow.accept(RecvFlow.Order.QUEUED, (f, data, lost) -> { });
            }
        };
        node.connections.add(groups);
        RecordedRecvFlow flow = streamFlow("47 43");
        assertEquals(List.of("/live"), opened);
        assertEquals(-1, flow.rejected());
        node.connections.remove(groups);
        assertEquals(0, streamFlow("47 43").rejected());
    }

    @Test
    public void handlersHearOfTheEndOfEveryClientThoughOneOfThemFails() {
        List<ClientConnection> gone = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            node.connections.add(new FlowHandler() {
                @Override
                public boolean handles(byte[] metadata) {
                    return false;
                }

                @Override
                public void flowOpened(ClientConnection connection, RecvFlow flow) {
                }

                @Override
                public void disconnected(ClientConnection connection) {
                    gone.add(connection);
                    throw new IllegalStateException("a handler's defect");
                }
            });
        }
        ClientConnection connection = guest.connection();
        connection.close("enough");
        node.settle();
        assertEquals(List.of(connection, connection), gone);
        assertEquals(List.of("close after flush"), guest.session.closings());
    }

    @Test
    public void aClientIsFoundByTheAddressItWasLastVerifiedAt() {
        ClientConnection connection = guest.connection();
        assertSame(connection, node.connections.at(new InetSocketAddress("192.0.2.1", 50_000)));
        guest.session.moveTo(new InetSocketAddress("192.0.2.2", 6_000));
        assertNull(node.connections.at(new InetSocketAddress("192.0.2.1", 50_000)));
        assertSame(connection, node.connections.at(new InetSocketAddress("192.0.2.2", 6_000)));
        guest.session.die(CloseReason.TIMEOUT);
        assertNull(node.connections.at(new InetSocketAddress("192.0.2.2", 6_000)));
    }

    @Test
    public void aFlowToTheClientAnswersItsControlFlow() {
        guest.connection().openFlow(FlowMetadata.stream(1), Priority.AUDIO, SendFlowListener.NONE);
        assertArrayEquals(hex("54 43 04 01"), guest.returnFlow().metadata());
        assertSame(guest.control, guest.returnFlow().association());
    }

    @Test
    public void streamsAskTheApplicationsAndHearTheReasonOfARefusal() {
        List<String> events = new ArrayList<>();
        node.serve("/", new Application() {
            @Override
            public void publish(Client client, String stream) throws RejectedException {
                if (stream.equals("closed")) {
                    throw new RejectedException("not yours");
                }
                events.add("publish " + stream);
            }

            @Override
            public void unpublish(Client client, String stream) {
                events.add("unpublish " + stream);
            }

            @Override
            public void disconnect(Client client, String reason) {
                events.add("disconnect");
            }
        });
        List<Decision> decisions = new ArrayList<>();
        guest.connection().applications().publish("cam", decisions::add);
        guest.connection().applications().publish("closed", decisions::add);
        guest.connection().applications().subscribe("cam", decisions::add);
        assertTrue("never before the call returns", decisions.isEmpty());
        node.settle();
        assertEquals(List.of(Decision.ACCEPTED, Decision.refused("not yours"), Decision.ACCEPTED), decisions);

        guest.connection().applications().publish("late", decisions::add);
        node.loop.turn();
        guest.session.die(CloseReason.TIMEOUT);
        node.settle();
        assertEquals("nobody hears of a decision for a client that is gone", 3, decisions.size());
        assertEquals(List.of("publish cam", "publish late", "unpublish late", "disconnect"), events);
    }

    @Test
    public void groupsAskTheApplicationsAndLeavingIsToldTo() {
        GroupId open = GroupId.ofSpecifier("open");
        List<String> events = new ArrayList<>();
        node.serve("/", new Application() {
            @Override
            public void joinGroup(Client client, GroupId group) throws RejectedException {
                if (!group.equals(open)) {
                    throw new RejectedException("closed group");
                }
                events.add("join");
            }

            @Override
            public void leaveGroup(Client client, GroupId group) {
                events.add("leave " + group.equals(open));
            }
        });
        List<Decision> decisions = new ArrayList<>();
        guest.connection().applications().joinGroup(open, decisions::add);
        guest.connection().applications().joinGroup(GroupId.ofSpecifier("closed"), decisions::add);
        guest.connection().applications().leaveGroup(open);
        node.settle();
        assertEquals(List.of(Decision.ACCEPTED, Decision.refused("closed group")), decisions);
        assertEquals(List.of("join", "leave true"), events);
    }

    @Test
    public void decisionsBeyondQuestionsWaitingAreRefusals() {
        node.serve("/", new Application() { });
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i <= Node.LIMITS.questionsWaiting(); i++) {
            guest.connection().applications().publish("s" + i, decisions::add);
        }
        node.settle();
        assertEquals(Node.LIMITS.questionsWaiting() + 1, decisions.size());
        assertTrue(decisions.contains(Decision.refused("too many requests are waiting")));
    }
}
