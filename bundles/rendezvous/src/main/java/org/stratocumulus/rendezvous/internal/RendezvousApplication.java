package org.stratocumulus.rendezvous.internal;

import java.util.ArrayList;
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
 * message to another peer, on this server or another one like it.
 */
public final class RendezvousApplication implements Application {
    /** What a client calls: peer ID, then anything. */
    static final String RELAY = "relay";
    /** What the peer is called by: the caller's peer ID, then the same. */
    static final String ON_RELAY = "onRelay";
    private static final String NO_STREAMS = "this server introduces peers and carries no streams";

    private final ConnectionDirectory directory;
    private final FarCalls elsewhere;

    /**
     * @param directory where the peers are looked up that messages are for
     * @param elsewhere takes messages for peers that are not here
     */
    public RendezvousApplication(ConnectionDirectory directory, FarCalls elsewhere) {
        this.directory = directory;
        this.elsewhere = elsewhere;
    }

    /**
     * @throws IllegalArgumentException when there is no such peer; the caller reads why
     * @throws IllegalStateException when it is too much for the peer or the other server
     */
    @Override
    public Object call(Client client, String method, List<AmfValue> arguments) throws UnknownMethodException {
        if (!method.equals(RELAY)) {
            throw new UnknownMethodException(method);
        }
        if (arguments.isEmpty() || !(arguments.get(0) instanceof AmfString id)) {
            throw new IllegalArgumentException("relay takes a peer ID first");
        }
        PeerId wanted = PeerId.parse(id.text());
        List<AmfValue> message = arguments.subList(1, arguments.size());
        Client peer = directory.find(wanted);
        if (peer == null || !peer.isConnected()) {
            elsewhere.call(client.id(), wanted, message);
        } else if (!onRelay(peer, client.id(), message)) {
            throw new IllegalStateException("too much waits for the peer");
        }
        return null;
    }

    /** @return whether the peer has room for it */
    static boolean onRelay(Client peer, PeerId caller, List<AmfValue> arguments) {
        List<Object> message = new ArrayList<>();
        message.add(caller.toString());
        message.addAll(arguments);
        return peer.send(ON_RELAY, message.toArray());
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
