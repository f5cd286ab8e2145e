package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stratocumulus.client.NetConnection;

/** Settings are changed at the console while two clients publish and play. */
public class SettingsIT {
    /** The server pings after a second, so that after a change of port it is soon heard from the new one. */
    @ClassRule
    public static final Server SERVER = new Server("streams.audioMillis=60000", "streams.videoMillis=60000", "keepAlive=1");

    private Broadcast broadcast;
    private Set<String> sessions;

    @Before
    public void twoClientsPublishAndPlay() throws Exception {
        broadcast = new Broadcast(SERVER.uri(""));
        sessions = SERVER.sessions();
        broadcast.goesOn();
    }

    @After
    public void end() throws Exception {
        if (broadcast != null) {
            broadcast.close();
        }
        Patience.await("all sessions are closed", () -> SERVER.sessions().isEmpty());
    }

    @Test
    public void thePortChangesAndSessionsMoveWithIt() throws Exception {
        int port = Server.freePort();
        set("port", port);
        Patience.await("it listens on " + port, () -> SERVER.port() == port);
        assertEquals("", problem());
        assertEquals("", Guest.refusal(SERVER.uri("")));
        assertNobodyWasDisturbed();
    }

    @Test
    public void aBadPortIsReportedAndTheFormerStaysInForceUntilItIsCorrected() throws Exception {
        int former = SERVER.port();
        set("port", 99_999);
        Patience.await("key and value are named", () -> problem().contains("port = 99999"));
        assertEquals(former, SERVER.port());
        assertEquals("", Guest.refusal(SERVER.uri("")));
        broadcast.goesOn();
        int port = Server.freePort();
        set("port", port);
        Patience.await("it listens on " + port, () -> SERVER.port() == port && problem().isEmpty());
        assertNobodyWasDisturbed();
    }

    @Test
    public void whatIsNoNumberIsReportedUntilItIsCorrected() throws Exception {
        int former = SERVER.port();
        set("threads", "abc");
        Patience.await("key and value are named", () -> problem().contains("threads = abc"));
        assertEquals(former, SERVER.port());
        set("threads", 0);
        Patience.await("all is well", () -> problem().isEmpty());
        assertNobodyWasDisturbed();
    }

    @Test
    public void whatIsRefusedInAnyFileIsReportedUntilItIsCorrected() throws Exception {
        Map<String, String> bad = new TreeMap<>(Map.of("org.stratocumulus.rtmfp keepAliveServer", "-5",
            "org.stratocumulus.rtmfp crypto.hmac", "maybe",
            "org.stratocumulus.streams streams.publications", "0", "org.stratocumulus.rendezvous rendezvous.forwardsPerPeer", "0",
            "org.stratocumulus.rendezvous rendezvous.only", "perhaps", "org.stratocumulus.relay relay.ports", "all",
            "org.stratocumulus.netgroup netgroup.groups", "0", "org.stratocumulus.directory directory.form", "round",
            "org.stratocumulus.balancing redirect.addresses", "25", "org.stratocumulus.servers servers.retry", "0"));
        for (Map.Entry<String, String> setting : bad.entrySet()) {
            SERVER.exec("config:property-set -p " + setting.getKey() + " " + setting.getValue());
            String named = setting.getKey().replace(" ", ": ") + " = " + setting.getValue();
            Patience.await(named, () -> problem().contains(named));
            SERVER.exec("config:property-delete -p " + setting.getKey());
            Patience.await("all is well", () -> problem().isEmpty());
        }
        assertNobodyWasDisturbed();
    }

    @Test
    public void timersAndLimitsChangeUnderway() throws Exception {
        set("keepAliveServer", 33);
        broadcast.goesOn();
        set("limit.sessions", sessions.size());
        try (Guest third = new Guest()) {
            CompletableFuture<NetConnection> connected = third.begin(SERVER.uri(""));
            Patience.await("the server is full", () -> SERVER.status().contains("hello.shed"));
            assertFalse(connected.isDone());
            broadcast.goesOn();
            set("limit.sessions", 1000);
            Patience.await(connected);
        }
        assertEquals("", problem());
        assertNobodyWasDisturbed();
    }

    private static void set(String key, Object value) throws Exception {
        SERVER.exec("config:property-set -p org.stratocumulus.rtmfp " + key + " " + value);
    }

    /** What is wrong with the settings; empty when nothing is. */
    private static String problem() throws Exception {
        return SERVER.status().lines().filter(line -> line.startsWith("problem ")).reduce("", String::concat);
    }

    private void assertNobodyWasDisturbed() throws Exception {
        broadcast.goesOn();
        Set<String> now = SERVER.sessions();
        assertTrue(sessions + " were there, now " + now, now.containsAll(sessions));
    }
}
