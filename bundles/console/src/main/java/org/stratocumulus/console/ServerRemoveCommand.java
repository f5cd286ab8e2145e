package org.stratocumulus.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.api.cluster.ClusterSettings;

/** {@code cumulus:server-remove}. */
@Service
@Command(scope = "cumulus", name = "server-remove", description = "Removes a server from servers.targets and closes its link")
public final class ServerRemoveCommand implements Action {
    @Reference(optional = true) // one that is not would take all commands away while it is missing
    private ClusterSettings settings;

    @Argument(name = "address", description = "host:port", required = true)
    @Completion(ServerCompleter.class)
    private String address;

    /** @throws IllegalStateException when it is no target */
    @Override
    public Object execute() throws IOException {
        if (settings == null) {
            throw new IllegalStateException(ServerShowCommand.NO_CLUSTER);
        }
        if (!settings.removeTarget(address)) {
            throw new IllegalStateException("'" + address + "' is not in servers.targets");
        }
        return null;
    }
}
