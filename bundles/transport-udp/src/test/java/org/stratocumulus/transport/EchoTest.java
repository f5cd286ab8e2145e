package org.stratocumulus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Datagrams in and out, over both kinds of socket, with one loop and with several. */
@RunWith(Parameterized.class)
public final class EchoTest {
    private final Kind kind;
    private final int threads;
    private final Recorder recorder = new Recorder();
    private UdpTransport transport;

    public EchoTest(Kind kind, int threads) {
        this.kind = kind;
        this.threads = threads;
    }

    @Parameters(name = "{0}, {1} loops")
    public static Collection<Object[]> kinds() {
        return List.of(new Object[] {Kind.EPOLL, 1}, new Object[] {Kind.EPOLL, 3},
                new Object[] {Kind.NIO, 1}, new Object[] {Kind.NIO, 3});
    }

    @Before
    public void open() {
        transport = Transports.open(kind, threads);
        recorder.echo = true;
        recorder.attach(transport);
    }

    @After
    public void close() {
        if (transport != null) {
            transport.close();
        }
    }

    @Test
    public void echoesOverIpv4() throws Exception {
        transport.bind(Transports.anyPort("127.0.0.1"));
        assertEchoes("127.0.0.1", transport.localAddresses().get(0));
    }

    @Test
    public void echoesOverIpv6() throws Exception {
        Transports.assumeIpv6();
        transport.bind(Transports.anyPort("::1"));
        assertEchoes("::1", transport.localAddresses().get(0));
    }

    @Test
    public void bothFamiliesShareThePortThatTheSystemChose() throws Exception {
        Transports.assumeIpv6();
        transport.bind(Transports.anyPort("127.0.0.1", "::1"));
        List<InetSocketAddress> local = transport.localAddresses();
        assertEquals(local.get(0).getPort(), local.get(1).getPort());
        assertEchoes("127.0.0.1", local.get(0));
        assertEchoes("::1", local.get(1));
    }

    @Test
    public void allInterfacesTakeInBothFamiliesAndShowIpv4AsIpv4() throws Exception {
        Transports.assumeIpv6();
        transport.bind(0);
        int port = transport.localAddresses().get(0).getPort();
        assertEchoes("127.0.0.1", new InetSocketAddress("127.0.0.1", port));
        assertTrue(recorder.next().from().getAddress() instanceof Inet4Address);
        recorder.arrivals.clear();
        assertEchoes("::1", new InetSocketAddress("::1", port));
        assertTrue(recorder.next().from().getAddress() instanceof Inet6Address);
    }

    @Test
    public void anAnswerLeavesFromTheAddressThatWasAsked() throws Exception {
        transport.bind(Transports.anyPort("127.0.0.1", "127.0.0.2"));
        assertEchoes("127.0.0.3", transport.localAddresses().get(0));
        assertEchoes("127.0.0.3", transport.localAddresses().get(1));
    }

    @Test
    public void everySessionReachesItsLoopFromOnePort() throws Exception {
        transport.bind(Transports.anyPort("127.0.0.1"));
        try (FarEnd far = new FarEnd("127.0.0.1")) {
            for (int i = 1; i <= 200; i++) {
                int id = i % 2 == 0 ? i : 0xffffff00 + i; // ids are unsigned
                far.send(Datagrams.of(id, i), transport.localAddresses().get(0));
                Recorder.Arrival arrival = recorder.next();
                assertEquals(i, Datagrams.number(arrival.data()));
                assertEquals(Integer.remainderUnsigned(id, threads), arrival.loop());
                assertTrue(arrival.inLoop());
                assertEquals(transport.loops().get(arrival.loop()), transport.loopOf(id));
            }
        }
        if (kind == Kind.EPOLL) {
            assertEquals("the kernel does the steering", 0, transport.stats().handedOver());
        }
    }

    @Test
    public void startupPacketsOfOneSourceReachOneLoop() throws Exception {
        assertStartupPacketsStay("127.0.0.1");
    }

    @Test
    public void startupPacketsOfOneIpv6SourceReachOneLoop() throws Exception {
        Transports.assumeIpv6();
        assertStartupPacketsStay("::1");
    }

    private void assertStartupPacketsStay(String address) throws Exception {
        transport.bind(Transports.anyPort(address));
        Set<Integer> used = new HashSet<>();
        for (int source = 0; source < 40; source++) {
            try (FarEnd far = new FarEnd(address)) {
                Set<Integer> loops = new HashSet<>();
                for (int i = 0; i < 5; i++) {
                    far.send(Datagrams.of(0, i), transport.localAddresses().get(0));
                    loops.add(recorder.next().loop());
                }
                assertEquals("loops of one source", 1, loops.size());
                used.addAll(loops);
            }
        }
        assertEquals("40 sources use every loop", threads, used.size());
        if (kind == Kind.EPOLL) {
            assertEquals("the kernel does the steering", 0, transport.stats().handedOver());
        }
    }

    private void assertEchoes(String from, InetSocketAddress to) throws Exception {
        try (FarEnd far = new FarEnd(from)) {
            for (int i = 1; i <= 20; i++) {
                byte[] datagram = Datagrams.of(i, i);
                far.send(datagram, to);
                FarEnd.Received answer = far.receive();
                assertArrayEquals(datagram, answer.data());
                assertEquals(to, answer.from());
            }
        }
    }
}
