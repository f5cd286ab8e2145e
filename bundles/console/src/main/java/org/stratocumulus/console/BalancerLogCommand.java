package org.stratocumulus.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.balancing.Balancing.Decision;

/** {@code cumulus:balancer-log}. */
@Service
@Command(scope = "cumulus", name = "balancer-log", description = "Lists the last balancing decisions, newest first, with their reasons")
public final class BalancerLogCommand extends BalancingCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Option(name = "-n", aliases = "--limit", description = "List at most this many", valueToShowInHelp = "20")
    private int limit = 20;

    /** @throws IllegalArgumentException for a limit below 1 */
    @Override
    public Object execute() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        ShellTable table = new ShellTable();
        table.column("Time");
        table.column("Client");
        table.column("Path");
        table.column("Attempt").alignRight();
        table.column("Strategy");
        table.column("Outcome");
        table.column("Nodes");
        table.column("Reason");
        for (Decision d : balancing().log(limit)) {
            table.addRow().addContent(TIME.format(Instant.ofEpochMilli(d.epochMillis())), d.client(), printable(d.path()), d.attempt(),
                d.strategy(),
                d.outcome(), String.join(" ", d.nodes()), printable(d.reason()));
        }
        print(table, "No decisions");
        return null;
    }

    /** A path is what a stranger sent: nothing of it may steer the terminal. */
    private static String printable(String text) {
        String clean = text.replaceAll("\\p{C}", "?");
        return clean.length() > 120 ? clean.substring(0, 117) + "..." : clean;
    }
}
