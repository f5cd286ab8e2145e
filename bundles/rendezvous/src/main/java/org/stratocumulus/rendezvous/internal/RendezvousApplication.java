package org.stratocumulus.rendezvous.internal;

import java.util.List;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.application.UnknownMethodException;
import org.stratocumulus.application.spi.ConnectionDirectory;

/**
 * The application of a server that introduces peers and does nothing else, as Cirrus did: any path is welcome, such as the developer key in
 * {@code rtmfp://host/KEY/}; streams go from peer to peer, not over the server; and {@code relay}, which the samples of Cirrus call, hands a
 * message to another peer.
 */
public final class RendezvousApplication implements Application {
    /** What a client calls: peer ID, then anything. */
    static final String RELAY = "relay";
    /** What the peer is called by: the caller's peer ID, then the same. */
    static final String ON_RELAY = "onRelay";
    private static final String NO_STREAMS = "this server introduces peers and carries no streams";

    private final ConnectionDirectory directory;

    /** @param directory where the peers are looked up that messages are for */
    public RendezvousApplication(ConnectionDirectory directory) {
        this.directory = directory;
    }

    /** @throws IllegalArgumentException when there is no such peer; the caller reads why */
    @Override
    public Object call(Client client, String method, List<AmfValue> arguments) throws UnknownMethodException {
        if (!method.equals(RELAY)) {
            throw new UnknownMethodException(method);
        }
        if (arguments.isEmpty() || !(arguments.get(0) instanceof AmfString id)) {
            throw new IllegalArgumentException("relay takes a peer ID first");
        }
        Client peer = directory.find(PeerId.parse(id.text()));
        if (peer == null || !peer.isConnected()) {
            throw new IllegalArgumentException("no such peer");
        }
        Object[] message = arguments.toArray();
        message[0] = client.id().toString();
        if (!peer.send(ON_RELAY, message)) {
            throw new IllegalStateException("too much waits for the peer");
        }
        return null;
    }

    @Override
    public void publish(Client client, String stream) throws RejectedException {
        throw new RejectedException(NO_STREAMS);
    }

    @Override
    public void subscribe(Client client, String stream) throws RejectedException {
        throw new RejectedException(NO_STREAMS);
    }
}
