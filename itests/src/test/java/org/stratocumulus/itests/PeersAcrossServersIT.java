package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.PeerConnection;
import org.stratocumulus.client.PeerListener;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/** Three linked servers of the packed distribution, and peers that are each connected to one of them. */
public class PeersAcrossServersIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private final List<Guest> guests = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final int[] ports = {Server.freePort(), Server.freePort(), Server.freePort()};
    private Cumulus cumulus;

    @Before
    public void threeLinkedServers() throws Exception {
        cumulus = Cumulus.unpack(FOLDER.newFolder().toPath());
        int link = freeTcpPort();
        start("a", 0, "servers.port=" + link);
        start("b", 1, "servers.port=" + freeTcpPort(), "servers.targets=127.0.0.1:" + link, "servers.retry=1");
        start("c", 2, "servers.port=" + freeTcpPort(), "servers.targets=127.0.0.1:" + link, "servers.retry=1");
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @After
    public void leaveNobodyBehind() throws Exception {
        for (Guest guest : guests) {
            guest.close();
        }
        cumulus.killServers();
    }

    private void start(String name, int number, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("start", name, "port=" + ports[number], "servers.publicAddress=127.0.0.1:"
            + ports[number], "rendezvous.only=true"));
        arguments.addAll(List.of(more));
        cumulus.run(arguments.toArray(String[]::new)).expect(0);
    }

    private Guest guest(int server) throws Exception {
        Guest guest = new Guest() {
            @Override
            public Object called(NetConnection of, String method, List<AmfValue> with) {
                heard.add(method + with);
                return null;
            }
        };
        guests.add(guest);
        guest.connect("rtmfp://127.0.0.1:" + ports[server] + "/app");
        guest.connection().peers().listener(new PeerListener() {
            @Override
            public void flowOpened(PeerConnection peer, RecvFlow flow) {
                flow.accept(RecvFlow.Order.QUEUED, (from, message, lost) -> heard.add(new String(message, StandardCharsets.UTF_8)));
            }
        });
        return guest;
    }

    private void assertTalk(Guest asker, Guest peer, String message) throws Exception {
        PeerConnection reached = Patience.await(asker.connection().peers().connect(peer.connection().peers().nearId()));
        SendFlow flow = Patience.await(reached.openFlow(new byte[] {1}, Priority.DATA, SendFlowListener.NONE));
        reached.session().loop().execute(() -> flow.write(message.getBytes(StandardCharsets.UTF_8), Delivery.RELIABLE));
        assertEquals(message, heard.poll(60, TimeUnit.SECONDS));
    }

    /** Waits until a server knows where the peer is. */
    private void awaitKnown(String server, Guest peer) throws Exception {
        String id = peer.connection().peers().nearId().toString();
        Patience.await(server + " knows " + id, () -> cumulus.run("exec", server, "cumulus:peer-find " + id).output().contains("node "));
    }

    @Test
    public void peersOfDifferentServersMeetAndCallEachOtherAndGoOnMeetingWhenOneServerIsKilledAndComesBack() throws Exception {
        Guest one = guest(0);
        Guest two = guest(1);
        Guest three = guest(2);
        awaitKnown("a", two);
        awaitKnown("c", two);
        awaitKnown("b", three);
        assertTalk(one, two, "from a to b");
        assertTalk(three, two, "from c to b");
        one.call("relay", two.connection().peers().nearId().toString(), "invite");
        assertEquals("onRelay[\"" + one.connection().peers().nearId() + "\", \"invite\"]", heard.poll(60, TimeUnit.SECONDS));
        cumulus.run("kill", "b").expect(0);
        assertTalk(one, three, "from a to c, without b");
        cumulus.run("start", "b").expect(0);
        Guest back = guest(1);
        awaitKnown("a", back);
        assertTalk(one, back, "from a to b again");
    }
}
