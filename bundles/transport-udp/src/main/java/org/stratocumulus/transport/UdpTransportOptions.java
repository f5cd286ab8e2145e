package org.stratocumulus.transport;

/**
 * What a {@link UdpTransport} is built with. Immutable.
 *
 * @param threads number of event loops, 1 to 256; 0 means one per processor
 * @param kind which sockets to use
 * @param receiveBuffer bytes the system keeps per socket for datagrams not yet read (SO_RCVBUF); 0 leaves the system's
 *     default. The system may grant less (Linux: {@code net.core.rmem_max})
 * @param sendBuffer bytes per socket for datagrams not yet sent (SO_SNDBUF); 0 leaves the system's default
 * @param threadName first part of the threads' names; the loop's index follows
 * @param maxDatagram longest datagram taken or sent, in bytes, 64 to 65507; longer ones are dropped and counted
 */
public record UdpTransportOptions(
        int threads, Kind kind, int receiveBuffer, int sendBuffer, String threadName, int maxDatagram) {

    /** The kinds of socket. */
    public enum Kind {
        /** {@link #EPOLL} where it works, else {@link #NIO}. */
        AUTO,
        /** Linux's native sockets: one per loop and address, steered by the kernel. */
        EPOLL,
        /** The JDK's sockets: one per address, read by loop 0. */
        NIO
    }

    /** Most event loops. */
    public static final int MAX_THREADS = 256;

    /** Checks the ranges. @throws IllegalArgumentException names the component that is out of range */
    public UdpTransportOptions {
        require(threads >= 0 && threads <= MAX_THREADS, "threads", threads);
        require(receiveBuffer >= 0, "receiveBuffer", receiveBuffer);
        require(sendBuffer >= 0, "sendBuffer", sendBuffer);
        require(maxDatagram >= 64 && maxDatagram <= 65_507, "maxDatagram", maxDatagram);
        if (kind == null || threadName == null) {
            throw new IllegalArgumentException("kind and threadName are needed");
        }
    }

    /** One loop per processor, the best sockets there are, 4 MiB buffers, datagrams up to 2048 bytes. */
    public static UdpTransportOptions defaults() {
        return new UdpTransportOptions(0, Kind.AUTO, 4 << 20, 4 << 20, "rtmfp-", 2048);
    }

    /** The same with another number of loops. */
    public UdpTransportOptions withThreads(int number) {
        return new UdpTransportOptions(number, kind, receiveBuffer, sendBuffer, threadName, maxDatagram);
    }

    /** The same with another kind of socket. */
    public UdpTransportOptions withKind(Kind other) {
        return new UdpTransportOptions(threads, other, receiveBuffer, sendBuffer, threadName, maxDatagram);
    }

    /** The same with other socket buffers, both of this many bytes. */
    public UdpTransportOptions withBuffers(int bytes) {
        return new UdpTransportOptions(threads, kind, bytes, bytes, threadName, maxDatagram);
    }

    /** The same with other thread names. */
    public UdpTransportOptions withThreadName(String prefix) {
        return new UdpTransportOptions(threads, kind, receiveBuffer, sendBuffer, prefix, maxDatagram);
    }

    int loops() {
        return threads > 0 ? threads : Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
