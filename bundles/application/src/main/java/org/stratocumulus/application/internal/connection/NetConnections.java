package org.stratocumulus.application.internal.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectGate;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.spi.SessionAcceptor;

/** Every NetConnection of this node, and what they share. Any thread may use it. */
public final class NetConnections implements SessionAcceptor, ConnectionDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(NetConnections.class);

    private final Applications applications;
    private final Executor pool;
    private final Limits limits;
    private final Counters counters = new Counters();
    private final PathFigures paths = new PathFigures();
    private final ConnectMessages connectMessages = new ConnectMessages();
    /** Those that are not found by peer: not connected yet, or of an identity that has connected again since. */
    private final Set<NetConnection> unlisted = ConcurrentHashMap.newKeySet();
    private final Map<PeerId, NetConnection> byPeer = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, NetConnection> byAddress = new ConcurrentHashMap<>();
    private final List<FlowHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<ConnectGate> gates = new CopyOnWriteArrayList<>();
    private final List<ConnectionListener> watchers = new CopyOnWriteArrayList<>();
    private volatile NetStreamFactory streamFactory;
    private volatile KeepaliveTimers keepalive = KeepaliveTimers.DEFAULT;

    /**
     * @param applications who decides and answers
     * @param pool completes the results of calls to clients
     */
    public NetConnections(Applications applications, Executor pool, Limits limits) {
        this.applications = applications;
        this.pool = pool;
        this.limits = limits;
    }

    @Override
    public SessionListener accept(Session session) {
        NetConnection connection = new NetConnection(session, this);
        unlisted.add(connection);
        return connection;
    }

    @Override
    public ClientConnection find(PeerId peer) {
        return byPeer.get(peer);
    }

    @Override
    public ClientConnection at(InetSocketAddress address) {
        return byAddress.get(address);
    }

    @Override
    public Watch watch(ConnectionListener listener) {
        watchers.add(listener);
        for (NetConnection connection : byPeer.values()) {
            listener.connected(connection);
            if (!connection.isConnected()) { // it left before it was said to have come
                listener.disconnected(connection);
            }
        }
        return () -> watchers.remove(listener);
    }

    /** Sets what clients are advised from their next setPeerInfo on. */
    public void keepalive(KeepaliveTimers timers) {
        keepalive = timers;
    }

    /** Sets who makes streams; the streams of a former factory are closed. */
    public void streamFactory(NetStreamFactory factory) {
        NetStreamFactory former = streamFactory;
        streamFactory = factory;
        if (former != null && former != factory) {
            forEach(connection -> connection.loop().execute(() -> connection.factoryGone(former)));
        }
    }

    /** Adds a handler of other flows. */
    public void add(FlowHandler handler) {
        handlers.add(handler);
    }

    /** Removes a handler; flows that it has taken remain its own. */
    public void remove(FlowHandler handler) {
        handlers.remove(handler);
    }

    /** Adds a gate for clients that connect from now on. */
    public void add(ConnectGate gate) {
        gates.add(gate);
    }

    /** Removes a gate. */
    public void remove(ConnectGate gate) {
        gates.remove(gate);
    }

    /** The refusal of the first gate that has one; null when the client may pass. A gate that fails lets everybody pass. */
    RejectedException turnedAway(ClientConnection client, ConnectRequest request) {
        for (ConnectGate gate : gates) {
            try {
                RejectedException refusal = gate.refusal(client, request);
                if (refusal != null) {
                    return refusal;
                }
            } catch (RuntimeException e) {
                LOG.warn("{} fails and lets everybody pass: {}", gate.getClass().getName(), e.toString());
            }
        }
        return null;
    }

    /** Ends every connection. */
    public void closeAll(String reason) {
        forEach(connection -> connection.close(reason));
    }

    /** Shows every connection at least once, those that move from one table to the other meanwhile too. */
    private void forEach(Consumer<NetConnection> consumer) {
        unlisted.forEach(consumer);
        byPeer.values().forEach(consumer);
        unlisted.forEach(consumer);
    }

    /** What all connections counted. */
    public Counters counters() {
        return counters;
    }

    Applications applications() {
        return applications;
    }

    Executor pool() {
        return pool;
    }

    Limits limits() {
        return limits;
    }

    ConnectMessages connectMessages() {
        return connectMessages;
    }

    PathFigures paths() {
        return paths;
    }

    KeepaliveTimers keepalive() {
        return keepalive;
    }

    NetStreamFactory streamFactory() {
        return streamFactory;
    }

    FlowHandler handlerOf(byte[] metadata) {
        for (FlowHandler handler : handlers) {
            if (handler.handles(metadata)) {
                return handler;
            }
        }
        return null;
    }

    void connected(NetConnection connection) {
        counters.count(Counter.CONNECTED);
        paths.connected(connection.path());
        byPeer.compute(connection.id(), (peer, former) -> {
            if (former != null) {
                unlisted.add(former);
            }
            return connection;
        });
        unlisted.remove(connection);
        byAddress.put(connection.address(), connection);
        watchers.forEach(watcher -> tell(connection, () -> watcher.connected(connection)));
    }

    /** A connected client is elsewhere now. */
    void moved(NetConnection connection, InetSocketAddress former) {
        byAddress.remove(former, connection);
        byAddress.put(connection.address(), connection);
    }

    void disconnected(NetConnection connection) {
        paths.disconnected(connection.path(), applications.byPath().keySet());
        byPeer.remove(connection.id(), connection);
        byAddress.remove(connection.address(), connection);
        watchers.forEach(watcher -> tell(connection, () -> watcher.disconnected(connection)));
        handlers.forEach(handler -> tell(connection, () -> handler.disconnected(connection)));
    }

    /** A failure of one that is told is its own: the others and the connection go on. */
    private void tell(NetConnection connection, Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            counters.count(Counter.INTERNAL_ERRORS);
            LOG.error("who was told of client {} failed", connection.id(), e);
        }
    }

    void forget(NetConnection connection) {
        unlisted.remove(connection);
    }
}
