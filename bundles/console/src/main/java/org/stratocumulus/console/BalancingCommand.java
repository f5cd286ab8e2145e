package org.stratocumulus.console;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.stratocumulus.api.balancing.Balancing;

/** What the commands share that ask the balancing service. */
abstract class BalancingCommand extends ListCommand {
    @Reference(optional = true)
    private Balancing balancing;

    /** @throws IllegalStateException without balancing */
    final Balancing balancing() {
        if (balancing == null) {
            throw new IllegalStateException("there is no balancing here: feature:install stratocumulus-balancing");
        }
        return balancing;
    }
}
