package org.stratocumulus.console;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.GroupStatus;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.api.status.GroupStatus.GroupNode;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/** {@code cumulus:group-show}. */
@Service
@Command(scope = "cumulus", name = "group-show", description = "Shows one NetGroup: the other servers that have it, and its members in the order of the ring")
public final class GroupShowCommand extends ListCommand {
    @Reference(optional = true)
    GroupStatus groups;

    @Argument(name = "id", required = true, description = "Group ID, or its beginning")
    @Completion(GroupCompleter.class)
    String id;

    @Option(name = "-n", aliases = "--limit", description = "Members to list at most", valueToShowInHelp = "50")
    int limit = 50;

    @Option(name = "-l", aliases = "--long", description = "Show whole peer IDs")
    boolean whole;

    /**
     * @throws IllegalArgumentException for what is no beginning of a group ID, or a limit below 1
     * @throws IllegalStateException without NetGroups, and when there is no such group, or more than one
     */
    @Override
    public Object execute() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        if (groups == null) {
            throw new IllegalStateException(GroupListCommand.NO_GROUPS);
        }
        GroupInfo group = find();
        line("group", group.id());
        line("members here", group.members());
        line("on other servers", group.remoteMembers());
        line("added by hand", group.virtualMembers());
        List<GroupNode> nodes = groups.nodes(group.id());
        if (!nodes.isEmpty()) {
            System.out.println();
            print(table(nodes), "");
        }
        System.out.println();
        print(members(group), "No members");
        return null;
    }

    private GroupInfo find() {
        String wanted = id.toLowerCase(Locale.ROOT);
        if (!wanted.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("a group ID has 64 hexadecimal digits; give it, or its beginning, not '" + id + "'");
        }
        List<GroupInfo> found = groups.groups().stream().filter(g -> g.id().toString().startsWith(wanted)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.isEmpty() ? "no client of this server is in a group '" + wanted + "'"
                : found.size() + " groups begin with '" + wanted + "'");
        }
        return found.get(0);
    }

    private static ShellTable table(List<GroupNode> nodes) {
        ShellTable table = new ShellTable();
        table.column("Server");
        table.column("Address");
        table.column("Members").alignRight();
        table.column("Known here").alignRight();
        nodes.forEach(n -> table.addRow().addContent(n.nodeId(), n.address(), n.members(), n.known()));
        return table;
    }

    private ShellTable members(GroupInfo group) {
        ShellTable table = new ShellTable();
        table.column("Peer");
        table.column("Server");
        table.column("Path");
        table.column("Address");
        table.column("Told of").alignRight();
        for (MemberInfo m : groups.members(group.id(), limit)) {
            String peer = m.peer().toString();
            boolean here = m.node().isEmpty() && !m.virtual();
            table.addRow().addContent(whole ? peer : peer.substring(0, 12), here ? "this" : m.node().isEmpty() ? "by hand" : m.node(),
                m.path(), m.address(), here ? m.introductions() : "");
        }
        return table;
    }

    private static void line(String name, Object value) {
        System.out.printf("%-18s %s%n", name, value);
    }
}
