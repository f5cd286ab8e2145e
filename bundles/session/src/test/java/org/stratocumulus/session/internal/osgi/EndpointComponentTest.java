package org.stratocumulus.session.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.After;
import org.junit.Test;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;

/** The doorway with real sockets on the loopback interface. */
public class EndpointComponentTest {
    private final CryptographyProfile profile = new FlashProfile(Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()),
            FlashOptions.DEFAULT, new SecureRandom());
    private EndpointComponent component;

    @After
    public void close() {
        if (component != null) {
            component.close();
        }
    }

    @Test
    public void itListensAndSaysSo() {
        NodeStatus.Snapshot snapshot = start(Map.of("port", "0", "bind", "127.0.0.1", "threads", "2", "limit.sessions", "33"));
        assertEquals(1, snapshot.listening().size());
        assertEquals(33, snapshot.maxSessions());
        assertTrue(snapshot.listening().get(0), snapshot.listening().get(0).matches("127\\.0\\.0\\.1:[1-9]\\d*"));
        assertEquals(2, snapshot.loops());
        assertEquals("", snapshot.problem());
        assertEquals(profile.nearCertificate().fingerprint().toString(), snapshot.peerId());
        assertEquals(Long.valueOf(0), snapshot.counters().get("sessions.opened"));
        assertEquals(Long.valueOf(0), snapshot.counters().get("udp.received"));
        assertTrue(component.sessions(10).isEmpty());
    }

    @Test
    public void aBadPortAtTheStartMeansNoSocketUntilItIsCorrected() {
        NodeStatus.Snapshot snapshot = start(Map.of("port", "abc", "bind", "127.0.0.1"));
        assertTrue(snapshot.listening().isEmpty());
        assertEquals("port = abc: not a whole number from 0 to 65535", snapshot.problem());

        component.modified(Map.of("port", "0", "bind", "127.0.0.1"));
        assertEquals(1, component.snapshot().listening().size());
        assertEquals("", component.snapshot().problem());
    }

    @Test
    public void aPortThatIsTakenIsTriedAgainAtTheNextChange() throws IOException {
        Map<String, Object> settings;
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            settings = Map.of("port", other.getLocalPort(), "bind", "127.0.0.1");
            NodeStatus.Snapshot snapshot = start(settings);
            assertTrue(snapshot.listening().isEmpty());
            assertTrue(snapshot.problem(), snapshot.problem().startsWith("port = " + other.getLocalPort() + ": "));
        }
        component.modified(settings);
        assertEquals(1, component.snapshot().listening().size());
        assertEquals("", component.snapshot().problem());
    }

    @Test
    public void aChangeThatCannotBeMadeLeavesTheSocketWhereItWas() throws IOException {
        String before = start(Map.of("port", "0", "bind", "127.0.0.1")).listening().get(0);
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            component.modified(Map.of("port", other.getLocalPort(), "bind", "127.0.0.1"));
            assertEquals(before, component.snapshot().listening().get(0));
            assertTrue(component.snapshot().problem().contains(Integer.toString(other.getLocalPort())));
        }
        component.modified(Map.of("port", "-1", "bind", "127.0.0.1"));
        assertEquals(before, component.snapshot().listening().get(0));
        assertEquals("port = -1: not a whole number from 0 to 65535; 0 stays in force", component.snapshot().problem());
    }

    @Test
    public void limitsChangeWithoutTouchingTheSocket() {
        String before = start(Map.of("port", "0", "bind", "127.0.0.1")).listening().get(0);
        component.modified(Map.of("port", "0", "bind", "127.0.0.1", "limit.sessions", "5"));
        assertEquals(before, component.snapshot().listening().get(0));
    }

    private NodeStatus.Snapshot start(Map<String, Object> settings) {
        component = new EndpointComponent(profile, settings);
        return component.snapshot();
    }
}
