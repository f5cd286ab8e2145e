package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.status.ApplicationStatus;

/** Completes application paths. */
@Service
public final class PathCompleter implements Completer {
    @Reference(optional = true)
    private ApplicationStatus applications;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter paths = new StringsCompleter();
        if (applications != null) {
            applications.applications().forEach(a -> paths.getStrings().add(a.path()));
        }
        return paths.complete(session, line, candidates);
    }
}
