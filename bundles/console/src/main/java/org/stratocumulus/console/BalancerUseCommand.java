package org.stratocumulus.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cumulus:balancer-use}. */
@Service
@Command(scope = "cumulus", name = "balancer-use", description = "Makes a balancing strategy the active one (balancing.strategy)")
public final class BalancerUseCommand extends BalancingCommand {
    @Argument(name = "strategy", description = "Its name; without one the best service ranking decides")
    @Completion(StrategyCompleter.class)
    private String strategy = "";

    /** @throws IllegalArgumentException for a strategy that is not there @throws IOException when the setting cannot be stored */
    @Override
    public Object execute() throws IOException {
        balancing().use(strategy);
        System.out.println("balancing.strategy = " + strategy);
        return null;
    }
}
