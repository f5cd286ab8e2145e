package org.stratocumulus.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stratocumulus.api.balancing.Balancing;

/** Completes names of balancing strategies. */
@Service
public final class StrategyCompleter implements Completer {
    @Reference(optional = true)
    private Balancing balancing;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (balancing != null) {
            balancing.strategies().forEach(strategy -> names.getStrings().add(strategy.name()));
        }
        return names.complete(session, line, candidates);
    }
}
