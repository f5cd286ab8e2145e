package org.stratocumulus.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.SessionInfo;

/** {@code cumulus:session-list}. */
@Service
@Command(scope = "cumulus", name = "session-list", description = "Lists the open sessions")
public final class SessionListCommand extends ListCommand {
    @Reference(optional = true)
    private NodeStatus node;

    @Option(name = "-n", aliases = "--limit", description = "List at most this many", valueToShowInHelp = "100")
    private int limit = 100;

    @Option(name = "-p", aliases = "--path", description = "Only sessions of this application path and those below it")
    @Completion(PathCompleter.class)
    private String path;

    @Option(name = "-s", aliases = "--sort", description = "Sort by: age, address, rtt, in, out or buffered")
    @Completion(value = StringsCompleter.class, values = {"age", "address", "rtt", "in", "out", "buffered"})
    private String sort = "age";

    @Option(name = "-l", aliases = "--long", description = "Show whole peer IDs")
    private boolean whole;

    /** @throws IllegalArgumentException for an unknown sort key or a limit below 1 */
    @Override
    public Object execute() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        ShellTable table = new ShellTable();
        table.column("ID");
        table.column("Peer");
        table.column("Address");
        table.column("State");
        table.column("Path");
        table.column("Age").alignRight();
        table.column("RTT ms").alignRight();
        table.column("In").alignRight();
        table.column("Out").alignRight();
        table.column("Buffered").alignRight();
        table.column("Flows").alignRight();
        for (SessionInfo s : select()) {
            String peer = s.peer().toString();
            table.addRow().addContent(Integer.toHexString(s.id()), whole ? peer : peer.substring(0, 12), s.address(), s.state(), s.path(),
                duration(s.ageMillis()), s.roundTripMillis() < 0 ? "" : s.roundTripMillis(), bytes(s.bytesIn()), bytes(s.bytesOut()),
                bytes(s.bufferedBytes()), s.flows());
        }
        print(table, "No sessions");
        return null;
    }

    private List<SessionInfo> select() {
        if (node == null) {
            return List.of();
        }
        return node.sessions(Integer.MAX_VALUE).stream().filter(s -> path == null
            || isBelow(s.path())).sorted(order()).limit(limit).toList();
    }

    private boolean isBelow(String p) {
        return p.equals(path) || p.startsWith(path.endsWith("/") ? path : path + "/");
    }

    private Comparator<SessionInfo> order() {
        return switch (sort.toLowerCase(Locale.ROOT)) {
            case "age" -> Comparator.comparingLong(SessionInfo::ageMillis).reversed();
            case "address" -> Comparator.comparing(SessionInfo::address);
            case "rtt" -> Comparator.comparingInt(SessionInfo::roundTripMillis).reversed();
            case "in" -> Comparator.comparingLong(SessionInfo::bytesIn).reversed();
            case "out" -> Comparator.comparingLong(SessionInfo::bytesOut).reversed();
            case "buffered" -> Comparator.comparingLong(SessionInfo::bufferedBytes).reversed();
            default -> throw new IllegalArgumentException("--sort takes age, address, rtt, in, out or buffered, not '" + sort + "'");
        };
    }
}
