package org.stratocumulus.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.balancing.Balancing.Comparison;

/** {@code cumulus:balancer-shadow}. */
@Service
@Command(scope = "cumulus", name = "balancer-shadow",
    description = "Lets a strategy run beside the active one; without a name shows how they compare")
public final class BalancerShadowCommand extends BalancingCommand {
    @Argument(name = "strategy", description = "The strategy to run in the shadow")
    @Completion(StrategyCompleter.class)
    private String strategy;

    @Option(name = "--stop", description = "End it")
    private boolean stop;

    /** @throws IllegalArgumentException for a strategy that is not there */
    @Override
    public Object execute() {
        if (stop || strategy != null) {
            balancing().shadow(stop ? "" : strategy);
            return null;
        }
        Comparison now = balancing().shadow();
        if (now == null) {
            System.out.println("No strategy runs in the shadow");
            return null;
        }
        System.out.printf("%s: %d compared, %d the same, %d without an answer%n", now.name(), now.compared(), now.same(), now.failed());
        ShellTable table = new ShellTable();
        table.column("Active chose");
        table.column("Shadow chose");
        table.column("Times").alignRight();
        now.differences().forEach(d -> table.addRow().addContent(d.active(), d.shadow(), d.count()));
        print(table, "No differences");
        return null;
    }
}
