package org.stratocumulus.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cumulus:undrain}. */
@Service
@Command(scope = "cumulus", name = "undrain", description = "Takes clients again after cumulus:drain")
public final class UndrainCommand extends BalancingCommand {
    /** @throws IOException when the state cannot be stored */
    @Override
    public Object execute() throws IOException {
        balancing().undrain();
        return null;
    }
}
