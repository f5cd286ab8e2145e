package org.stratocumulus.console;

import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.GroupStatus;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;

/** {@code cumulus:group-list}. */
@Service
@Command(scope = "cumulus", name = "group-list", description = "Lists the NetGroups that clients of this server are in, largest first")
public final class GroupListCommand extends ListCommand {
    /** What the commands say without the bundle. */
    static final String NO_GROUPS = "the feature stratocumulus-netgroup is not installed, or its bundle is stopped";

    @Reference(optional = true)
    GroupStatus groups;

    @Option(name = "-n", aliases = "--limit", description = "Groups to list at most", valueToShowInHelp = "50")
    int limit = 50;

    @Option(name = "-l", aliases = "--long", description = "Show whole group IDs")
    boolean whole;

    @Option(name = "-c", aliases = "--counters", description = "List what was counted since the start instead")
    boolean counters;

    /**
     * @throws IllegalArgumentException for a limit below 1
     * @throws IllegalStateException without NetGroups
     */
    @Override
    public Object execute() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        if (groups == null) {
            throw new IllegalStateException(NO_GROUPS);
        }
        if (counters) {
            counted();
        } else {
            list();
        }
        return null;
    }

    private void list() {
        ShellTable table = new ShellTable();
        table.column("Group");
        table.column("Members here").alignRight();
        table.column("On other servers").alignRight();
        table.column("Servers").alignRight();
        table.column("By hand").alignRight();
        List<GroupInfo> all = groups.groups().stream()
            .sorted(Comparator.comparingLong((GroupInfo g) -> -(g.members() + g.remoteMembers())).thenComparing(GroupInfo::id)).toList();
        for (GroupInfo g : all.subList(0, Math.min(limit, all.size()))) {
            String id = g.id().toString();
            table.addRow().addContent(whole ? id : id.substring(0, 12), g.members(), g.remoteMembers(), g.nodes() + 1, g.virtualMembers());
        }
        print(table, "No groups");
        if (all.size() > limit && !noFormat) {
            System.out.printf("... and %d more%n", all.size() - limit);
        }
    }

    private void counted() {
        ShellTable table = new ShellTable();
        table.column("Counter");
        table.column("Since the start").alignRight();
        groups.counters().forEach((name, value) -> table.addRow().addContent(name, value));
        print(table, "No counters");
    }
}
