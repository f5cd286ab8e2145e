package org.stratocumulus.console;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.RendezvousStatus;
import org.stratocumulus.api.status.SessionInfo;

public class PeerFindCommandTest {
    private static final InetSocketAddress OBSERVED = new InetSocketAddress("198.51.100.7", 4000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.7", 4000);

    private final List<SessionInfo> sessions = new ArrayList<>();
    private final List<InetSocketAddress> reported = new ArrayList<>(List.of(PRIVATE));
    private final PeerFindCommand command = new PeerFindCommand();
    private final List<ServerNode> elsewhere = new ArrayList<>();
    private boolean connected = true;

    public PeerFindCommandTest() {
        command.node = new NodeStatus() {
            @Override
            public Snapshot snapshot() {
                throw new AssertionError();
            }

            @Override
            public List<SessionInfo> sessions(int limit) {
                return sessions;
            }
        };
        command.rendezvous = new RendezvousStatus() {
            @Override
            public Optional<PeerInfo> find(PeerId peer) {
                return connected ? Optional.of(new PeerInfo(peer, "/app", OBSERVED, reported, 12)) : Optional.empty();
            }

            @Override
            public CompletionStage<List<ServerNode>> elsewhere(PeerId peer) {
                return CompletableFuture.completedFuture(elsewhere);
            }

            @Override
            public Map<String, Long> counters() {
                throw new AssertionError();
            }
        };
    }

    private void session(int first) {
        sessions.add(new SessionInfo(1, new PeerId((long) first << 56, 0, 0, 0), "198.51.100.7:4000", "OPEN", "/app", 5_000, 12, 0, 0, 0, 1));
    }

    private List<String> find(String id) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            command.id = id;
            command.execute();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    public void theBeginningOfAnIdFindsThePeerAndItsAddresses() {
        session(0xab);
        session(0xcd);
        assertEquals(List.of("peer ab" + "00".repeat(31), "node this", "session OPEN for 5s", "path /app", "observed 198.51.100.7:4000",
            "reported 192.168.1.7:4000", "behind NAT yes", "round trip ms 12"), find("AB"));
    }

    @Test
    public void whoReportsTheObservedAddressIsNotBehindATranslatorAndOfWhoReportsNothingThatIsNotKnown() {
        session(0xab);
        reported.add(OBSERVED);
        assertTrue(find("ab").contains("behind NAT no"));
        reported.clear();
        assertTrue(find("ab").contains("behind NAT not known: it has reported no address"));
    }

    @Test
    public void aSessionWithoutConnectionIsShownAsOneThatIsNotIntroduced() {
        session(0xab);
        connected = false;
        assertTrue(find("ab").contains("introduced no: it is not connected to an application"));
    }

    @Test
    public void ofManyTheFirstTenAreShown() {
        for (int i = 0; i < 12; i++) {
            session(0xab);
        }
        List<String> lines = find("a");
        assertEquals(PeerFindCommand.MOST, lines.stream().filter(line -> line.startsWith("peer ")).count());
        assertEquals("... and 2 more", lines.get(lines.size() - 1));
    }

    @Test
    public void ofAPeerThatIsNotHereTheServersAreShownThatItIsConnectedTo() {
        elsewhere.add((ServerNode) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ServerNode.class},
            (self, method, arguments) -> method.getName().equals("nodeId") ? "b1" : List.of("192.0.2.2:1935")));
        assertEquals(List.of("peer " + "ab".repeat(32), "node b1", "public addresses 192.0.2.2:1935"), find("ab".repeat(32)));
        assertThrows("the beginning does not do for others", IllegalStateException.class, () -> find("ab"));
    }

    @Test
    public void whatIsNoPeerIsSaid() {
        session(0xab);
        assertThrows(IllegalStateException.class, () -> find("ac"));
        assertThrows(IllegalArgumentException.class, () -> find("xyz"));
        assertThrows(IllegalArgumentException.class, () -> find("ab".repeat(33)));
    }
}
