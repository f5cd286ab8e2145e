package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.status.StreamStatus;

/** Completes stream names. */
@Service
public final class StreamCompleter implements Completer {
    @Reference(optional = true)
    private StreamStatus streams;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (streams != null) {
            streams.streams().forEach(s -> names.getStrings().add(s.name()));
        }
        return names.complete(session, line, candidates);
    }
}
