package org.stratocumulus.balancing.internal.osgi;

import java.util.List;
import java.util.function.Supplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.SessionInfo;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.balancing.internal.Leave;

/** The clients of this node, by way of services that may be absent. */
final class ConnectedClients implements Leave.Clients {
    private final Supplier<NodeStatus> node;
    private final Supplier<ConnectionDirectory> directory;

    ConnectedClients(Supplier<NodeStatus> node, Supplier<ConnectionDirectory> directory) {
        this.node = node;
        this.directory = directory;
    }

    @Override
    public List<PeerId> list() {
        NodeStatus endpoint = node.get();
        return endpoint == null ? List.of() : endpoint.sessions(Integer.MAX_VALUE).stream().map(SessionInfo::peer).distinct().toList();
    }

    @Override
    public boolean close(PeerId peer, String reason) {
        ConnectionDirectory clients = directory.get();
        Client client = clients == null ? null : clients.find(peer);
        if (client == null) {
            return false;
        }
        client.close(reason);
        return true;
    }
}
