package org.stratocumulus.rendezvous.internal;

import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;

/** Keeps the cluster's directory true to who is connected here. Any thread. */
final class OwnPeers implements ConnectionListener {
    private final ConnectionDirectory here;
    private final OwnedIds<PeerId> directory;

    private volatile boolean closed;
    private ConnectionDirectory.Watch watch;

    OwnPeers(ConnectionDirectory here, OwnedIds<PeerId> directory) {
        this.here = here;
        this.directory = directory;
    }

    /** Begins with those that are connected. */
    void open() {
        watch = here.watch(this);
    }

    /** From now on the directory is told of nobody, and those that it was told of are no more for it. */
    void close() {
        closed = true;
        here.watch(this).close();
        watch.close();
    }

    @Override
    public void connected(ClientConnection client) {
        if (!closed) {
            directory.own(client.id());
        }
        if (closed) { // perhaps since a moment ago
            directory.disown(client.id());
        }
    }

    @Override
    public void disconnected(ClientConnection client) {
        if (here.find(client.id()) == null) {
            directory.disown(client.id());
            if (here.find(client.id()) != null) { // it came back on another loop between the two
                connected(client);
            }
        }
    }
}
