package org.stratocumulus.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.Test;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.OpenFailedException;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;

/** This client and this project's server, in virtual time. */
public class TwoEndsTest {
    private static final int SEEDS = 5;

    @Test
    public void aServerWithoutApplicationsTakesEveryClient() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection connection = server.connect(NetConnectionListener.NONE);
        assertEquals("NetConnection.Connect.Success", Statuses.text(connection.connectInfo(), "code"));
    }

    @Test
    public void aRefusalBringsItsReasonAndDetails() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void connect(Client client, ConnectRequest request, ConnectAnswer answer) throws RejectedException {
                throw new RejectedException("not you", Map.of("code", 302));
            }
        });
        StatusException refused = (StatusException) server.failure(server.connecting(server.client(), NetConnectionListener.NONE));
        assertEquals("NetConnection.Connect.Rejected", refused.code());
        assertEquals("not you", Statuses.text(refused.info(), "description"));
        assertEquals(302, ((AmfObject) ((AmfObject) refused.info()).get("ex")).get("code").asInt());
    }

    /** As users of CumulusServer did it, and with the details of a refused connection. */
    @Test
    public void aRefusedSubscriptionOrPublicationMayNameAnotherServer() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void subscribe(Client client, String stream) throws RejectedException {
                throw new RejectedException("192.0.2.7:1935", Map.of("code", 302, "redirect", "rtmfp://192.0.2.7:1935/app"));
            }

            @Override
            public void publish(Client client, String stream) throws RejectedException {
                throw new RejectedException("not here", Map.of("code", 302, "redirect", "rtmfp://192.0.2.8:1935/app", "odd", new Object()));
            }
        });
        NetConnection connection = server.connect(NetConnectionListener.NONE);
        NetStream stream = server.stream(connection, NetStreamListener.NONE);
        StatusException refused = (StatusException) server.failure(stream.play("full"));
        assertEquals("NetStream.Play.Failed", refused.code());
        assertEquals("192.0.2.7:1935", Statuses.text(refused.info(), "description"));
        AmfObject ex = (AmfObject) ((AmfObject) refused.info()).get("ex");
        assertEquals(302, ex.get("code").asInt());
        assertEquals("rtmfp://192.0.2.7:1935/app", ex.get("redirect").asString());
        StatusException unpublished = (StatusException) server.failure(stream.publish("mine"));
        assertEquals("NetStream.Publish.BadName", unpublished.code());
        assertTrue("details that have no AMF: the reason alone", ((AmfObject) unpublished.info()).get("ex").isNullish());
    }

    @Test
    public void callsAreAnsweredInBothDirectionsWhateverTheNetworkLoses() throws Exception {
        Seeds.each(SEEDS, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD);
            LocalServer.serve(server.applications, "/app", new Application() {
                @Override
                public Object call(Client client, String method, List<AmfValue> arguments) throws Exception {
                    if (method.equals("fail")) {
                        throw new IllegalStateException("as told");
                    }
                    client.call("back", arguments.get(0)).thenAccept(answer -> client.send("heard", answer));
                    return arguments;
                }
            });
            List<String> heard = new ArrayList<>();
            NetConnection connection = server.connect(new NetConnectionListener() {
                @Override
                public Object called(NetConnection from, String method, List<AmfValue> arguments) {
                    heard.add(method + arguments);
                    return "answer";
                }
            });
            assertEquals("[\"x\", 5.0]", elements(server.get(connection.call("echo", "x", 5))));
            StatusException failed = (StatusException) server.failure(connection.call("fail"));
            assertEquals("NetConnection.Call.Failed", failed.code());
            assertTrue(failed.getMessage(), failed.getMessage().contains("as told"));
            server.time.runUntil("the server tells the answer it got", 60_000, () -> heard.size() == 2);
            assertEquals(List.of("back[\"x\"]", "heard[\"answer\"]"), heard);
        });
    }

    @Test
    public void everyDataMessageArrivesOnceAndInOrderWhateverTheNetworkLoses() throws Exception {
        Seeds.each(SEEDS, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD.withLoss(0.2));
            Played played = new Played();
            NetStream publisher = server.stream(server.connect(NetConnectionListener.NONE), NetStreamListener.NONE);
            server.get(publisher.publish("news"));
            NetStream player = server.stream(server.connect(NetConnectionListener.NONE), played);
            assertEquals("NetStream.Play.Start", Statuses.text(server.get(player.play("news")), "code"));
            for (int i = 0; i < 200; i++) {
                publisher.data(i, "number", i);
            }
            server.time.runUntil("all arrive", 120_000, () -> played.numbers.size() >= 200);
            assertEquals(LongStream.range(0, 200).boxed().toList(), played.numbers);
        });
    }

    @Test
    public void mediaComesOutByteForByte() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Played played = new Played();
        NetStream player = server.stream(server.connect(NetConnectionListener.NONE), played);
        server.get(player.play("later"));
        NetStream publisher = server.stream(server.connect(NetConnectionListener.NONE), NetStreamListener.NONE);
        server.get(publisher.publish("later"));
        byte[] frame = new byte[20_000];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) (i * 7);
        }
        frame[0] = 0x12;
        publisher.video(77, frame);
        server.time.runUntil("the frame arrives", 10_000, () -> played.video != null);
        assertEquals(new RtmpMessage(MessageType.VIDEO, 77, frame), played.video);
    }

    @Test
    public void theServerKnowsTheAddressesOfTheMomentAndAdvisesAboutKeepalive() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        List<Client> clients = new ArrayList<>();
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void connect(Client client, ConnectRequest request, ConnectAnswer answer) {
                clients.add(client);
            }
        });
        List<InetSocketAddress> addresses = new ArrayList<>(List.of(new InetSocketAddress("198.51.100.7", 1)));
        server.reported = bound -> addresses;
        RtmfpClient client = server.client();
        server.get(server.connecting(client, NetConnectionListener.NONE));
        client.watchAddresses(server.time.executor(10_000));
        server.time.runUntil("they are told", 5_000, () -> reported(clients).equals(addresses));
        addresses.set(0, new InetSocketAddress("198.51.100.8", 2));
        server.time.runUntil("they are told again", 15_000, () -> reported(clients).equals(addresses));
        server.network.forget();
        server.time.advance(60_000);
        assertTrue("nobody tells what has not changed: " + server.network.sent().size(), server.network.sent().size() < 20);
        client.close();
    }

    private static List<InetSocketAddress> reported(List<Client> clients) {
        return ((ClientConnection) clients.get(0)).reportedAddresses();
    }

    @Test
    public void aNameIsTakenUntilItsPublisherLeaves() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetStream first = server.stream(server.connect(NetConnectionListener.NONE), NetStreamListener.NONE);
        NetStream second = server.stream(server.connect(NetConnectionListener.NONE), NetStreamListener.NONE);
        server.get(first.publish("name"));
        assertEquals("NetStream.Publish.BadName", ((StatusException) server.failure(second.publish("name"))).code());
        first.delete();
        server.time.advance(1000);
        server.get(second.publish("name"));
    }

    @Test
    public void everyFutureFailsWhenTheServerFallsSilent() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        List<CloseReason> closed = new ArrayList<>();
        NetConnection connection = server.connect(new NetConnectionListener() {
            @Override
            public void closed(NetConnection from, CloseReason reason) {
                closed.add(reason);
            }
        });
        NetStream stream = server.stream(connection, NetStreamListener.NONE);
        server.network.cutOff(server.host);
        List<CompletableFuture<?>> futures = List.of(connection.call("a"), connection.createStream(NetStreamListener.NONE),
            stream.publish("s"));
        server.time.runUntil("the session is found dead", 120_000, () -> !closed.isEmpty());
        futures.forEach(future -> assertTrue(server.failure(future) instanceof IllegalStateException));
        assertEquals(1, closed.size());
        assertTrue(server.failure(connection.call("late")) instanceof IllegalStateException);
    }

    @Test
    public void aServerThatIsNotThereFailsTheConnection() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        server.network.cutOff(server.host);
        CompletableFuture<NetConnection> connecting = server.connecting(server.client(), NetConnectionListener.NONE);
        server.time.advance(100_000);
        assertTrue(server.failure(connecting) instanceof OpenFailedException);
    }

    @Test
    public void closingTheClientFailsEveryFutureAndTheServerHearsOfIt() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        List<String> gone = new ArrayList<>();
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void disconnect(Client client, String reason) {
                gone.add(client.path());
            }
        });
        RtmfpClient client = server.client();
        NetConnection connection = server.get(server.connecting(client, NetConnectionListener.NONE));
        CompletableFuture<AmfValue> call = connection.call("a");
        CompletableFuture<NetConnection> second = server.connecting(client, NetConnectionListener.NONE);
        client.close();
        assertTrue(server.failure(call) instanceof IllegalStateException);
        assertTrue(second.isCompletedExceptionally());
        assertTrue(server.failure(server.connecting(client, NetConnectionListener.NONE)) instanceof IllegalStateException);
        server.time.advance(1000);
        assertEquals(List.of("/app"), gone);
    }

    @Test
    public void cancellingTheAttemptEndsIt() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        RtmfpClient client = server.client();
        CompletableFuture<NetConnection> connecting = server.connecting(client, NetConnectionListener.NONE);
        connecting.cancel(false);
        server.time.advance(1000);
        server.network.forget();
        server.time.advance(50_000);
        assertEquals("nothing is sent any more", List.of(), server.network.sent());
    }

    @Test
    public void theServersCloseIsHeardOnce() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        List<Client> clients = new ArrayList<>();
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void connect(Client client, ConnectRequest request, ConnectAnswer answer) {
                clients.add(client);
            }
        });
        List<String> heard = new ArrayList<>();
        NetConnection connection = server.connect(new NetConnectionListener() {
            @Override
            public void status(NetConnection from, AmfValue info) {
                heard.add(Statuses.text(info, "code"));
            }

            @Override
            public void closed(NetConnection from, CloseReason reason) {
                heard.add("closed");
            }
        });
        assertFalse(clients.isEmpty());
        clients.get(0).close("enough");
        CompletableFuture<AmfValue> call = connection.call("a");
        server.time.runUntil("the client hears it", 30_000, () -> heard.contains("closed"));
        assertEquals(List.of("NetConnection.Connect.Closed", "closed"), heard);
        assertTrue(call.isDone());
    }

    private static String elements(AmfValue array) {
        return ((AmfArray) array).elements().toString();
    }

    private static final class Played implements NetStreamListener {
        final List<Long> numbers = new ArrayList<>();
        RtmpMessage video;

        @Override
        public void message(NetStream stream, byte[] message, int lostBefore) {
            int type = RtmpMessage.type(message, 0);
            if (type == MessageType.DATA_AMF0) {
                DataMessage data = DataMessage.decode(RtmpMessage.decode(message));
                if (data.name().equals("number")) {
                    numbers.add((long) data.values().get(0).asInt());
                }
            } else if (type == MessageType.VIDEO) {
                video = RtmpMessage.decode(message);
            }
        }
    }
}
