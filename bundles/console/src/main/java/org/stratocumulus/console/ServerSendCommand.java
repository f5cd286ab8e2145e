package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.BroadcastResult;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.Servers;

/** {@code cumulus:server-send}. */
@Service
@Command(scope = "cumulus", name = "server-send", description = "Sends a message to other servers")
public final class ServerSendCommand implements Action {
    @Reference(optional = true) // one that is not would take all commands away while it is missing
    private Cluster cluster;

    @Argument(index = 0, name = "to", description = "An address, or all, targets or initiators", required = true)
    @Completion(ServerCompleter.class)
    private String to;

    @Argument(index = 1, name = "handler", description = "Name of the handler", required = true)
    private String handler;

    @Argument(index = 2, name = "values", description = "Values, as strings", multiValued = true)
    private List<String> values = List.of();

    /** @throws IllegalStateException when no server is linked under that address, or one cannot take the message */
    @Override
    public Object execute() {
        if (cluster == null) {
            throw new IllegalStateException(ServerShowCommand.NO_CLUSTER);
        }
        AmfValue[] arguments = values.stream().map(AmfString::of).toArray(AmfValue[]::new);
        Servers servers = switch (to) {
            case "all" -> cluster.servers();
            case "targets" -> cluster.targets();
            case "initiators" -> cluster.initiators();
            default -> null;
        };
        if (servers != null) {
            BroadcastResult result = servers.broadcast(handler, arguments);
            System.out.println("queued for " + result.queued());
            result.dropped().forEach((server, why) -> System.out.println("dropped for " + server.address() + ": " + why));
            return null;
        }
        System.out.println(cluster.servers().find(to).orElseThrow(() -> new IllegalStateException("'" + to + "' is not linked"))
            .send(handler, arguments));
        return null;
    }
}
