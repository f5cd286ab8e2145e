package org.stratocumulus.rendezvous.internal;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.RelayedPeer;

/** A client of another server as one of two that are relayed: there for as long as its server is linked and has not taken it back. Any thread. */
final class FarPeer implements RelayedPeer {
    private final PeerId id;
    private final InetAddress host;
    private final ServerNode server;
    private final Consumer<FarPeer> released;
    private volatile boolean gone;

    /**
     * @param host where its server has proved it to be
     * @param released hears when the way is over
     */
    FarPeer(PeerId id, InetAddress host, ServerNode server, Consumer<FarPeer> released) {
        this.id = id;
        this.host = host;
        this.server = server;
        this.released = released;
    }

    ServerNode server() {
        return server;
    }

    /** It is not to be relayed any more. */
    void leave() {
        gone = true;
    }

    @Override
    public PeerId id() {
        return id;
    }

    @Override
    public InetAddress host() {
        return host;
    }

    @Override
    public boolean isConnected() {
        return !gone && server.isConnected();
    }

    @Override
    public String node() {
        return server.nodeId();
    }

    @Override
    public void released() {
        released.accept(this);
    }
}
