package org.stratocumulus.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.api.cluster.ClusterSettings;

/** {@code cumulus:server-add}. */
@Service
@Command(scope = "cumulus", name = "server-add", description = "Adds a server to servers.targets and links with it at once")
public final class ServerAddCommand implements Action {
    @Reference(optional = true) // one that is not would take all commands away while it is missing
    private ClusterSettings settings;

    @Argument(name = "target", description = "host:port?key=value&... (in quotes when it has properties)", required = true)
    private String target;

    @Override
    public Object execute() throws IOException {
        if (settings == null) {
            throw new IllegalStateException(ServerShowCommand.NO_CLUSTER);
        }
        System.out.println(settings.addTarget(target) ? "added" : "was a target already; its properties are replaced");
        return null;
    }
}
