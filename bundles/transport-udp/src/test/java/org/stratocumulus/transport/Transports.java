package org.stratocumulus.transport;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Assume;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** What the tests of the transport share. */
final class Transports {
    private Transports() {
    }

    static UdpTransport open(Kind kind, int threads) {
        Assume.assumeTrue("epoll works here", kind != Kind.EPOLL || Epoll.isAvailable());
        return new UdpTransport(UdpTransportOptions.defaults().withKind(kind).withThreads(threads));
    }

    static List<InetSocketAddress> anyPort(String... addresses) {
        return List.of(addresses).stream().map(a -> new InetSocketAddress(a, 0)).toList();
    }

    static void assumeIpv6() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("::1"), 0))) {
            Assume.assumeTrue(probe.isBound());
        } catch (IOException e) {
            Assume.assumeNoException("IPv6 works here", e);
        }
    }

    /** Runs something on a loop and waits for it. */
    static <T> T on(UdpLoop loop, Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        loop.execute(task);
        return task.get(20, TimeUnit.SECONDS);
    }

    /** Waits until something holds; each look is a turn of the loop, not a sleep. */
    static void await(UdpLoop loop, String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain: " + what);
            }
            on(loop, () -> null);
        }
    }
}
