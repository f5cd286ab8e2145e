package org.stratocumulus.api.rendezvous;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;

/** One of the two that a {@link PeerRelay} serves: a client of this node, or of another one, which speaks for it. Any thread. */
@ProviderType
public interface RelayedPeer {
    /** Its identity. */
    PeerId id();

    /** Where its node has proved it to be; what it sends to the relay must come from there. */
    InetAddress host();

    /** Whether it still is a client of its node, as far as is known here. */
    boolean isConnected();

    /** The id of its node; empty for a client of this one. */
    String node();

    /** A way that it was given has ended. Called once for each, on any thread; must not block. */
    void released();

    /** A client of this node. */
    static RelayedPeer of(Client client) {
        return new RelayedPeer() {
            @Override
            public PeerId id() {
                return client.id();
            }

            @Override
            public InetAddress host() {
                return client.address().getAddress();
            }

            @Override
            public boolean isConnected() {
                return client.isConnected();
            }

            @Override
            public String node() {
                return "";
            }

            @Override
            public void released() {
                // it hears nothing of it
            }
        };
    }
}
