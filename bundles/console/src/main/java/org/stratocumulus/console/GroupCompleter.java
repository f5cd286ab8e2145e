package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.status.GroupStatus;

/** Completes group IDs: the first hundred that fit. */
@Service
public final class GroupCompleter implements Completer {
    private static final int MOST = 100;

    @Reference(optional = true)
    private GroupStatus groups;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter ids = new StringsCompleter();
        String argument = line.getCursorArgument();
        String begun = argument == null ? "" : argument.substring(0, line.getArgumentPosition());
        if (groups != null) {
            groups.groups().stream().map(g -> g.id().toString()).filter(id -> id.startsWith(begun)).limit(MOST)
                .forEach(id -> ids.getStrings().add(id));
        }
        return ids.complete(session, line, candidates);
    }
}
