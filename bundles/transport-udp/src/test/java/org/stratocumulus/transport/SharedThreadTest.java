package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class SharedThreadTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    public void transportsOnOneThreadHaveTheirOwnPortsAndOutliveEachOther() throws Exception {
        UdpTransportOptions options = UdpTransportOptions.defaults().withThreads(1);
        try (UdpTransport host = new UdpTransport(options); UdpTransport second = new UdpTransport(options, host.loops().get(0))) {
            UdpTransport first = new UdpTransport(options, host.loops().get(0));
            first.bind(List.of(ANY_PORT));
            second.bind(List.of(ANY_PORT));
            assertNotEquals(first.localAddresses(), second.localAddresses());
            first.close();
            CompletableFuture<Boolean> onHostsThread = new CompletableFuture<>();
            second.loops().get(0).execute(() -> onHostsThread.complete(host.loops().get(0).inLoop()));
            assertTrue(onHostsThread.get(10, TimeUnit.SECONDS));
            assertEquals(List.of(), first.localAddresses());
        }
    }
}
