package org.stratocumulus.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.balancing.Balancing.StrategyInfo;

/** {@code cumulus:balancer-list}. */
@Service
@Command(scope = "cumulus", name = "balancer-list",
    description = "Lists the balancing strategies, best ranking first, and which one decides")
public final class BalancerListCommand extends BalancingCommand {
    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Strategy");
        table.column("State");
        table.column("Ranking").alignRight();
        table.column("Calls").alignRight();
        table.column("Failed").alignRight();
        table.column("Slow").alignRight();
        table.column("Bundle");
        for (StrategyInfo s : balancing().strategies()) {
            table.addRow().addContent(s.name(), state(s), s.ranking() == Integer.MIN_VALUE ? "last" : s.ranking(), s.calls(), s.failures(),
                s.slow(), s.bundle().isEmpty() ? "-" : s.bundle());
        }
        print(table, "No strategies");
        balancing().problems().forEach(problem -> System.out.println("problem: " + problem));
        return null;
    }

    private static String state(StrategyInfo s) {
        String state = s.active() ? "active" : s.shadow() ? "shadow" : "";
        return s.bypassedMillis() == 0 ? state : (state + " bypassed for " + duration(s.bypassedMillis())).trim();
    }
}
