package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.cluster.ClusterStatus;

/** Completes addresses of servers. */
@Service
public final class ServerCompleter implements Completer {
    @Reference(optional = true)
    private ClusterStatus cluster;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter addresses = new StringsCompleter();
        if (cluster != null) {
            cluster.links().forEach(link -> addresses.getStrings().add(link.address()));
        }
        return addresses.complete(session, line, candidates);
    }
}
