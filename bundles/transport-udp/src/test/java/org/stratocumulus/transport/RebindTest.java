package org.stratocumulus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Addresses change while the loops and their handlers stay. */
public final class RebindTest extends BothKinds {
    public RebindTest(Kind kind) {
        super(kind);
    }

    @Before
    public void echo() {
        recorder.echo = true;
    }

    @Test
    public void movesThePortAndKeepsTheHandlers() throws Exception {
        InetSocketAddress before = only();
        assertEchoes(before);
        transport.rebind(Transports.anyPort("127.0.0.1"));
        assertNotEquals(before, only());
        assertEchoes(only());
        assertBecomesFree(before);
    }

    @Test
    public void keepsTheSocketsOfAddressesThatStay() throws Exception {
        InetSocketAddress stays = only();
        transport.rebind(List.of(new InetSocketAddress("127.0.0.2", 0), stays));
        assertEquals(2, transport.localAddresses().size());
        assertEquals(stays, transport.localAddresses().get(1));
        assertEchoes(stays);
        assertEchoes(transport.localAddresses().get(0));
    }

    @Test
    public void aTakenPortIsRefusedByNameAndTheOldOneStays() throws Exception {
        InetSocketAddress before = only();
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            InetSocketAddress taken = (InetSocketAddress) other.getLocalSocketAddress();
            IOException refusal = assertThrows(IOException.class, () -> transport.rebind(List.of(taken)));
            assertTrue(refusal.getMessage(), refusal.getMessage().contains("127.0.0.1 port " + taken.getPort()));
        }
        assertEquals(before, only());
        assertEchoes(before);
    }

    @Test
    public void whatOpenedBesideARefusedAddressIsClosedAgain() throws Exception {
        InetSocketAddress before = only();
        InetSocketAddress good;
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0))) {
            good = (InetSocketAddress) other.getLocalSocketAddress();
        }
        InetSocketAddress notOfThisMachine = new InetSocketAddress("203.0.113.1", 1935);
        assertThrows(IOException.class, () -> transport.rebind(List.of(good, notOfThisMachine)));
        assertBecomesFree(good);
        assertEquals(before, only());
    }

    @Test
    public void anUnknownHostIsRefusedByName() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no.such.host.invalid", 1935);
        IOException refusal = assertThrows(IOException.class, () -> transport.rebind(List.of(unknown)));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("no.such.host.invalid"));
    }

    @Test
    public void aSecondTransportCannotTakeAShareOfThePort() throws Exception {
        try (UdpTransport second = Transports.open(kind, 2)) {
            assertThrows(IOException.class, () -> second.bind(List.of(only())));
            assertTrue(second.localAddresses().isEmpty());
        }
        assertEchoes(only());
    }

    @Test
    public void epollMovesFromOneAddressToAllOnTheSamePort() throws Exception {
        Assume.assumeTrue(kind == Kind.EPOLL);
        int port = only().getPort();
        transport.rebind(List.of(new InetSocketAddress("0.0.0.0", port)));
        assertEchoes(new InetSocketAddress("127.0.0.1", port));
        assertEchoes(new InetSocketAddress("127.0.0.2", port));
    }

    @Test
    public void bindsOnlyOnceAndNeverAfterClosingNorOnALoop() throws Exception {
        assertThrows(IllegalStateException.class, () -> transport.bind(0));
        UdpLoop loop = transport.loops().get(0);
        Transports.on(loop, () -> assertThrows(IllegalStateException.class, () -> transport.rebind(0)));
        transport.close();
        assertTrue(transport.localAddresses().isEmpty());
        assertThrows(IllegalStateException.class, () -> transport.rebind(0));
        loop.execute(() -> { });
        loop.schedule(0, () -> { }).cancel();
        transport.close();
    }

    /** The JDK's sockets give up their port with the selector's next turn, shortly after they are closed. */
    private void assertBecomesFree(InetSocketAddress address) throws Exception {
        Transports.await(transport.loops().get(0), address + " is free", () -> {
            try (DatagramSocket socket = new DatagramSocket(address)) {
                return socket.isBound();
            } catch (BindException e) {
                return false;
            }
        });
    }

    private InetSocketAddress only() {
        assertEquals(1, transport.localAddresses().size());
        return transport.localAddresses().get(0);
    }

    private void assertEchoes(InetSocketAddress to) throws Exception {
        try (FarEnd far = new FarEnd("127.0.0.1")) {
            for (int i = 1; i <= 4; i++) {
                byte[] datagram = Datagrams.of(i, i);
                far.send(datagram, to);
                assertArrayEquals(datagram, far.receive().data());
            }
        }
    }
}
