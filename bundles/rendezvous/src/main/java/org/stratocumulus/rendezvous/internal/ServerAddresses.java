package org.stratocumulus.rendezvous.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * Where clients reach the linked servers. Names are resolved by the executor when a server is linked and every {@link #FRESH_MILLIS}, never by
 * who asks: what is not known yet is left out. Any thread.
 */
public final class ServerAddresses {
    static final long FRESH_MILLIS = 30_000;
    /** Addresses taken of one server. */
    static final int MAX_OF_ONE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ServerAddresses.class);

    private final Executor executor;
    private final Map<ServerNode, List<InetSocketAddress>> known = new ConcurrentHashMap<>();
    private volatile List<ServerNode> plain = List.of();
    private long refreshed;

    /** @param executor may block in the name service */
    public ServerAddresses(Executor executor) {
        this.executor = executor;
    }

    /** A server is linked. */
    synchronized void connected(ServerNode server) {
        known.put(server, List.of());
        if (server.nodeId().isEmpty()) {
            List<ServerNode> more = new ArrayList<>(plain);
            more.add(server);
            plain = List.copyOf(more);
        }
        resolve(server);
    }

    /** It is linked no more. */
    synchronized void disconnected(ServerNode server) {
        known.remove(server);
        plain = plain.stream().filter(other -> other != server).toList();
    }

    /** Addresses of a server, best first. */
    List<InetSocketAddress> of(ServerNode server) {
        return known.getOrDefault(server, List.of());
    }

    /** Addresses of the servers that say of no peer whether they have it: C++ CumulusServer nodes. */
    List<InetSocketAddress> ofPlain() {
        List<ServerNode> servers = plain;
        return servers.isEmpty() ? List.of() : servers.stream().flatMap(server -> of(server).stream()).toList();
    }

    /** Time has passed. */
    synchronized void tick(long now) {
        if (now - refreshed >= FRESH_MILLIS) {
            refreshed = now;
            known.keySet().forEach(this::resolve);
        }
    }

    private void resolve(ServerNode server) {
        try {
            executor.execute(() -> {
                List<InetSocketAddress> found = resolved(server);
                known.computeIfPresent(server, (key, former) -> found.isEmpty() ? former : found);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is resolved later", server, e);
        }
    }

    private static List<InetSocketAddress> resolved(ServerNode server) {
        List<InetSocketAddress> found = new ArrayList<>();
        for (String hostPort : server.publicAddresses()) {
            int colon = hostPort.lastIndexOf(':');
            try {
                int port = Integer.parseInt(hostPort.substring(colon + 1));
                for (InetAddress address : InetAddress.getAllByName(hostPort.substring(0, Math.max(0, colon)))) {
                    if (port > 0 && !address.isAnyLocalAddress() && found.size() < MAX_OF_ONE) {
                        found.add(new InetSocketAddress(address, port));
                    }
                }
            } catch (NumberFormatException | UnknownHostException e) {
                LOG.debug("'{}' of {} cannot be used: {}", hostPort, server, e.getMessage());
            }
        }
        return List.copyOf(found);
    }
}
