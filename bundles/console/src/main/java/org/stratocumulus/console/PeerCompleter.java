package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.status.NodeStatus;

/** Completes peer IDs of open sessions: the first hundred that fit. */
@Service
public final class PeerCompleter implements Completer {
    private static final int MOST = 100;

    @Reference(optional = true)
    private NodeStatus node;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter ids = new StringsCompleter();
        String argument = line.getCursorArgument();
        String begun = argument == null ? "" : argument.substring(0, line.getArgumentPosition());
        if (node != null) {
            node.sessions(Integer.MAX_VALUE).stream().map(s -> s.peer().toString()).filter(id -> id.startsWith(begun)).limit(MOST)
                .forEach(id -> ids.getStrings().add(id));
        }
        return ids.complete(session, line, candidates);
    }
}
