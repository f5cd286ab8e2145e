package org.stratocumulus.balancing.internal.osgi;

import java.util.List;
import java.util.function.Supplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.balancing.internal.Leave;
import org.stratocumulus.session.spi.EndpointControl;

/** The clients of this node, by way of services that may be absent. */
final class ConnectedClients implements Leave.Guests {
    private final Supplier<NodeStatus> node;
    private final Supplier<EndpointControl> endpoint;
    private final Supplier<ConnectionDirectory> directory;

    ConnectedClients(Supplier<NodeStatus> node, Supplier<EndpointControl> endpoint, Supplier<ConnectionDirectory> directory) {
        this.node = node;
        this.endpoint = endpoint;
        this.directory = directory;
    }

    @Override
    public List<Leave.Guest> list() {
        NodeStatus status = node.get();
        return status == null ? List.of() : status.sessions(Integer.MAX_VALUE).stream()
            .map(session -> new Leave.Guest(session.id(), session.peer(), session.ageMillis())).toList();
    }

    @Override
    public boolean tell(PeerId peer, String reason) {
        ConnectionDirectory clients = directory.get();
        Client client = clients == null ? null : clients.find(peer);
        if (client == null) {
            return false;
        }
        client.close(reason);
        return true;
    }

    @Override
    public void close(int sessionId) {
        EndpointControl control = endpoint.get();
        if (control != null) {
            control.closeSession(sessionId);
        }
    }
}
