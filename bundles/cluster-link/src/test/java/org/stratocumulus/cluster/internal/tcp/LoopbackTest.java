package org.stratocumulus.cluster.internal.tcp;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.cluster.internal.tcp.LoopbackServer.await;
import static org.stratocumulus.cluster.internal.wire.Layout.bytes;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;

/** Real links over loopback TCP. */
public class LoopbackTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    private LoopbackServer server(String id) {
        LoopbackServer server = new LoopbackServer(id);
        opened.add(server);
        return server;
    }

    private Socket connect(LoopbackServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
        socket.setSoTimeout(60_000);
        opened.add(socket);
        return socket;
    }

    @After
    public void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Test
    public void threeServersLinkAnswerAndNoticeOneLeaving() throws Exception {
        LoopbackServer a = server("a");
        LoopbackServer b = server("b").set("servers.targets", a.address());
        LoopbackServer c = server("c").set("servers.targets", a.address());
        await("a mesh", () -> a.node.servers().count() == 2 && b.node.servers().count() == 2 && c.node.servers().count() == 2);
        ServerNode toA = b.node.targets().list().get(0);
        AmfString binary = AmfString.ofBytes(new byte[] {0, (byte) 0xff, 0x1f});
        AmfValue answer = toA.request("topic", Duration.ofSeconds(30), binary).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(binary, answer);
        await("a round trip", () -> toA.roundTripMillis() >= 0);
        c.close();
        await("a and b miss c", () -> a.node.servers().count() == 1 && b.node.servers().count() == 1);
        await("one event each", () -> b.events.contains("-c") && a.events.contains("-c"));
        assertEquals(1, a.events.stream().filter("+c"::equals).count());
        assertEquals(1, a.events.stream().filter("-c"::equals).count());
    }

    @Test
    public void messagesOfOneLinkArriveInOrderAndAll() {
        LoopbackServer a = server("a");
        LoopbackServer b = server("b").set("servers.targets", a.address());
        await("the link", () -> b.node.servers().count() == 1);
        int sent = 0;
        while (sent < 5_000) {
            if (b.node.servers().broadcast("topic", AmfValue.of(sent)).isComplete()) {
                sent++;
            }
        }
        await("all", () -> a.messages.size() == 5_000);
        int i = 0;
        for (String message : a.messages) {
            assertEquals("[" + i++ + "]", message);
        }
    }

    @Test
    public void anOldNodeThatDialsGetsTheOriginalsBytes() throws Exception {
        LoopbackServer a = server("a").set("servers.publicAddress", "127.0.0.1:19351");
        Socket old = connect(a);
        DataInputStream in = new DataInputStream(old.getInputStream());
        // split at every byte, as the network may
        for (byte octet : bytes("00 00 00 2a | 00 00 | 01 |"
                + "0f \"127.0.0.1:19352\" | 04 \"kind\" 04 \"edge\" | 04 \"zone\" 07 \"eu west\"")) {
            old.getOutputStream().write(octet);
            old.getOutputStream().flush();
        }
        byte[] expected = bytes("000000130000010f3132372e302e302e313a3139333531 | 00 00 00 02 | 01 2e");
        assertArrayEquals(expected, in.readNBytes(expected.length));
        await("it is known", () -> a.node.initiators().find("127.0.0.1:19352").isPresent());
        ServerNode node = a.node.initiators().find("127.0.0.1:19352").orElseThrow();
        assertEquals("edge", node.properties().get("kind"));
        assertEquals("", node.nodeId());
        assertEquals(SendResult.QUEUED, node.send("greet", AmfString.of("hi"), AmfValue.of(1)));
        byte[] message = bytes("00 00 00 0e | 05 \"greet\" | 11 06 05 \"hi\" | 11 04 01");
        message[3] = (byte) (message.length - 4);
        assertArrayEquals(message, in.readNBytes(message.length));
        old.getOutputStream().write(bytes("00 00 00 08 | 01 2e | 00 | 04 \"/app\"  00 00 00 0b | 05 \"topic\" | 11 06 05 68 69"));
        await("its message", () -> a.messages.contains("[\"hi\"]"));
        await("its applications", () -> node.services().equals(Set.of("/", "/app")));
        old.close();
        await("it is missed", () -> a.events.contains("-[127.0.0.1:19352]"));
        assertFalse(node.isConnected());
    }

    @Test
    public void anOldNodeThatIsDialledGetsHelloAtOnceWithTheTargetsProperties() throws Exception {
        try (ServerSocket old = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            LoopbackServer a = server("a").set("servers.publicAddress", "127.0.0.1:19351");
            a.set("servers.targets", "127.0.0.1:" + old.getLocalPort() + "?kind=edge");
            try (Socket link = old.accept()) {
                link.setSoTimeout(60_000);
                DataInputStream in = new DataInputStream(link.getInputStream());
                byte[] hello = in.readNBytes(in.readInt());
                byte[] start = bytes("00 00 | 01 | 0f \"127.0.0.1:19351\" | 04 \"kind\" 04 \"edge\"");
                assertArrayEquals(start, Arrays.copyOf(hello, start.length));
                link.getOutputStream().write(bytes("00 00 00 05 | 00 00 | 00 | 4b 99"));
                assertArrayEquals(bytes("00 00 00 02 | 01 2e"), in.readNBytes(6));
                await("it is a target", () -> a.node.targets().find("127.0.0.1:19353").isPresent());
            }
            await("it is missed", () -> a.node.servers().count() == 0);
            try (Socket again = old.accept()) {
                assertTrue("it is dialled again", again.isConnected());
            }
        }
    }

    @Test
    public void aPeerThatNeverReadsDisturbsNobodyAndIsDroppedFor() throws Exception {
        LoopbackServer a = server("a").set("servers.maxQueue", "1048576");
        LoopbackServer b = server("b").set("servers.targets", a.address());
        Socket stalled = connect(a);
        stalled.getOutputStream().write(bytes("00 00 00 05 | 00 00 | 00 | 4b 99"));
        await("both", () -> a.node.servers().count() == 2);
        ServerNode slow = a.node.servers().find("127.0.0.1:19353").orElseThrow();
        ServerNode good = a.node.servers().list().stream().filter(n -> n.nodeId().equals("b")).findFirst().orElseThrow();
        AmfString kilobyte = AmfString.ofBytes(new byte[1000]);
        await("the queue is full", () -> slow.send("topic", kilobyte) == SendResult.QUEUE_FULL);
        assertEquals(SendResult.QUEUED, good.send("topic", AmfString.of("x")));
        await("the other is served", () -> b.messages.contains("[\"x\"]"));
        var result = a.node.servers().broadcast("topic", kilobyte);
        assertEquals(1, result.queued());
        assertEquals(SendResult.QUEUE_FULL, result.dropped().get(slow));
    }

    @Test
    public void aThousandConnectionsWithoutHelloAndGarbageLeaveOtherLinksAlone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        LoopbackServer a = server("a");
        LoopbackServer b = server("b").set("servers.targets", a.address());
        await("the link", () -> a.node.servers().count() == 1);
        ServerNode before = a.node.servers().list().get(0);
        for (int i = 0; i < 1_000; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), a.port)) {
                if (i % 10 == 0) {
                    byte[] garbage = new byte[random.nextInt(200)];
                    random.nextBytes(garbage);
                    socket.getOutputStream().write(garbage);
                }
                if (i % 50 == 0) {
                    opened.add(new Socket(InetAddress.getLoopbackAddress(), a.port));
                }
            } catch (IOException e) {
                assertTrue("refused or reset: " + e, i > 0);
            }
        }
        await("sixteen at most are waited for", () -> a.node.status().counters().get("cluster.silent") <= 16);
        assertTrue(before.isConnected());
        assertEquals(SendResult.QUEUED, before.send("topic", AmfString.of("still")));
        await("the link goes on", () -> b.messages.contains("[\"still\"]"));
    }

    @Test
    public void aNewPortRebindsOnlyTheListenerAndAPortInUseIsRefused() throws Exception {
        LoopbackServer a = server("a");
        LoopbackServer b = server("b").set("servers.targets", a.address());
        await("the link", () -> a.node.servers().count() == 1);
        ServerNode before = a.node.servers().list().get(0);
        int other = LoopbackServer.freePort();
        a.set("servers.port", Integer.toString(other));
        await("the other port", () -> a.node.self().port() == other);
        assertTrue(before.isConnected());
        a.set("servers.port", Integer.toString(b.port));
        await("a problem", () -> !a.node.status().problems().isEmpty());
        assertEquals("the old one stays", other, a.node.self().port());
        assertEquals("servers.port", a.node.status().problems().get(0).key());
        assertTrue(before.isConnected());
    }
}
