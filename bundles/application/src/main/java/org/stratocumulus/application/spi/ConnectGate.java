package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;

/** Whiteboard: turns clients away before their application is asked, such as when the server has no room. */
@ConsumerType
public interface ConnectGate {
    /**
     * A client wants to connect. Called on the connection's loop; must not block or throw. The first gate that refuses decides.
     *
     * @return null to let it pass; otherwise what the client reads in NetConnection.Connect.Rejected, details in {@code ex}
     */
    RejectedException refusal(Client client, ConnectRequest request);
}
