package org.stratocumulus.console;

import java.util.Comparator;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.api.status.ApplicationStatus.ApplicationInfo;

/** {@code cumulus:application-list}. */
@Service
@Command(scope = "cumulus", name = "application-list", description = "Lists application paths, the bundles behind them and their clients")
public final class ApplicationListCommand extends ListCommand {
    @Reference(optional = true)
    private ApplicationStatus applications;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Path");
        table.column("Bundle");
        table.column("Clients").alignRight();
        table.column("Calls").alignRight();
        table.column("Queued").alignRight();
        if (applications != null) {
            applications.applications().stream().sorted(Comparator.comparing(ApplicationInfo::path)).forEach(a ->
                table.addRow().addContent(a.path(), a.bundle().isEmpty() ? "-" : a.bundle(), a.clients(), a.calls(), a.queued()));
        }
        print(table, "No applications: every path is accepted");
        return null;
    }
}
