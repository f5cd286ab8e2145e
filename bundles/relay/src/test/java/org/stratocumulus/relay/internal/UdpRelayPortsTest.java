package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Test;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** The system's own ports, on loopback. */
public class UdpRelayPortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final UdpRelayPorts ports = new UdpRelayPorts();

    @After
    public void close() {
        ports.close();
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    @Test
    public void whatComesToOnePortLeavesByAnother() throws Exception {
        InetSocketAddress first = new InetSocketAddress(LOOPBACK, free());
        InetSocketAddress second = new InetSocketAddress(LOOPBACK, free());
        try (RelayPorts.Port in = ports.open(first);
                RelayPorts.Port out = ports.open(second);
                DatagramSocket near = new DatagramSocket(0, LOOPBACK);
                DatagramSocket far = new DatagramSocket(0, LOOPBACK)) {
            forward(in.loop(), out.loop(), (InetSocketAddress) far.getLocalSocketAddress());
            near.send(new DatagramPacket(new byte[] {1, 2, 3, 4, 5}, 5, first));
            far.setSoTimeout(10_000);
            DatagramPacket heard = new DatagramPacket(new byte[100], 100);
            far.receive(heard);
            assertEquals(second.getPort(), heard.getPort());
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, Arrays.copyOf(heard.getData(), heard.getLength()));
        }
    }

    @Test
    public void aPortIsTakenUntilItIsClosed() throws Exception {
        InetSocketAddress relayed = new InetSocketAddress(LOOPBACK, free());
        RelayPorts.Port port = ports.open(relayed);
        assertThrows(IOException.class, () -> ports.open(relayed));
        port.close();
        ports.open(relayed).close();
    }

    private static void forward(DatagramLoop from, DatagramLoop by, InetSocketAddress to) {
        from.handler(new DatagramHandler() {
            @Override
            public void received(InetSocketAddress sender, byte[] data, int offset, int length) {
                by.send(to, data, offset, length);
            }

            @Override
            public void batchEnd() {
                // it leaves by itself
            }
        });
    }

    @Test
    public void withoutAConfiguredAddressPeersAreGivenTheOneThatTheRouteToThemBeginsWith() throws Exception {
        PublicAddresses none = new PublicAddresses(List::of);
        assertEquals(InetAddress.getByName("127.0.0.1"), none.toward(InetAddress.getByName("127.0.0.1")));
        PublicAddresses one = new PublicAddresses(() -> List.of(LOOPBACK));
        assertEquals("none of the peer's family", null, one.toward(InetAddress.getByName("2001:db8::1")));
    }

    @Test
    public void aRelayOnRealPortsCanBeClosed() {
        ExecutorService blocking = Executors.newSingleThreadExecutor();
        try (RelayNode relay = new RelayNode(new UdpRelayPorts(), blocking, new PublicAddresses(List::of), Scene.SETTINGS)) {
            assertEquals(0, relay.pairs().size());
        } finally {
            blocking.shutdown();
        }
    }
}
