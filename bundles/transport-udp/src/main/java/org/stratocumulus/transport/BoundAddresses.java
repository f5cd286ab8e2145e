package org.stratocumulus.transport;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is bound now. Changed by one thread at a time; {@link #local} is for any. */
final class BoundAddresses {
    /** How often a port that the system chose for the first address is given up because another address lacks it. */
    private static final int PORT_ATTEMPTS = 8;

    private final Binder binder;
    private final List<UdpLoop> loops;
    private volatile List<BoundAddress> bound = List.of();

    BoundAddresses(Binder binder, List<UdpLoop> loops) {
        this.binder = binder;
        this.loops = loops;
    }

    List<InetSocketAddress> local() {
        return bound.stream().map(BoundAddress::address).toList();
    }

    /** Opens what is missing, tells the loops, closes what is left over. @throws IOException and changes nothing */
    void change(List<InetSocketAddress> addresses) throws IOException {
        Set<InetSocketAddress> wanted = normalize(addresses);
        List<BoundAddress> next = openMissing(wanted, 1);
        List<BoundAddress> old = bound;
        tell(next);
        bound = next;
        next.stream().filter(b -> !old.contains(b)).forEach(Binder::startReading);
        old.stream().filter(b -> !next.contains(b)).forEach(BoundAddress::close);
    }

    void close() {
        List<BoundAddress> old = bound;
        bound = List.of();
        tell(List.of());
        old.forEach(BoundAddress::close);
    }

    private List<BoundAddress> openMissing(Set<InetSocketAddress> wanted, int attempt) throws IOException {
        List<BoundAddress> next = new ArrayList<>();
        List<BoundAddress> opened = new ArrayList<>();
        int chosenPort = 0;
        try {
            for (InetSocketAddress address : wanted) {
                BoundAddress one = address.getPort() == 0 ? null : existing(address);
                if (one == null) {
                    one = binder.open(withPort(address, chosenPort), isOurs(address.getPort(), opened));
                    opened.add(one);
                    chosenPort = address.getPort() == 0 ? one.address().getPort() : chosenPort;
                }
                next.add(one);
            }
            return next;
        } catch (IOException e) {
            opened.forEach(BoundAddress::close);
            if (chosenPort != 0 && attempt < PORT_ATTEMPTS) {
                return openMissing(wanted, attempt + 1);
            }
            throw e;
        }
    }

    /** The order of sending goes over to the new sockets before the old ones are closed. */
    private void tell(List<BoundAddress> next) {
        List<Future<?>> told = new ArrayList<>();
        loops.forEach(loop -> told.add(loop.sockets(next)));
        told.forEach(Future::awaitUninterruptibly);
    }

    private BoundAddress existing(InetSocketAddress address) {
        return bound.stream().filter(b -> b.address().equals(address)).findFirst().orElse(null);
    }

    private boolean isOurs(int port, List<BoundAddress> opened) {
        return port != 0 && (has(bound, port) || has(opened, port));
    }

    private static boolean has(List<BoundAddress> addresses, int port) {
        return addresses.stream().anyMatch(b -> b.address().getPort() == port);
    }

    private static InetSocketAddress withPort(InetSocketAddress address, int port) {
        return address.getPort() != 0 ? address : new InetSocketAddress(address.getAddress(), port);
    }

    /** Takes out repetitions, and the IPv4 wildcard beside the IPv6 wildcard of the same port, which includes it. */
    private static Set<InetSocketAddress> normalize(List<InetSocketAddress> addresses) throws IOException {
        Set<InetSocketAddress> wanted = new LinkedHashSet<>(addresses);
        for (InetSocketAddress address : addresses) {
            if (address.isUnresolved()) {
                throw new IOException("cannot bind UDP " + address + ": unknown host");
            }
            if (address.getAddress().isAnyLocalAddress() && !(address.getAddress() instanceof Inet4Address)) {
                wanted.remove(new InetSocketAddress("0.0.0.0", address.getPort()));
            }
        }
        return wanted;
    }
}
