package org.stratocumulus.console;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.api.balancing.Balancing;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.StreamStatus;

/** {@code cumulus:status}. */
@Service
@Command(scope = "cumulus", name = "status", description = "Shows whether this server listens, what it carries and what it has counted")
public final class StatusCommand implements Action {
    @Reference(optional = true)
    NodeStatus node;

    @Reference(optional = true)
    private StreamStatus streams;

    @Reference(optional = true)
    private ApplicationStatus applications;

    @Reference(optional = true)
    private Balancing balancing;

    @Reference(optional = true)
    List<SettingsStatus> settings;

    @Option(name = "-a", aliases = "--all", description = "Show counters that are zero, too")
    private boolean all;

    @Option(name = "-q", aliases = "--quiet", description = "Print nothing but the state; fails unless the server listens")
    private boolean quiet;

    /** @throws IllegalStateException with {@code --quiet} when the server does not listen */
    @Override
    public Object execute() {
        NodeStatus.Snapshot now = node == null ? null : node.snapshot();
        String state = now == null ? "stopped" : now.listening().isEmpty() ? "not listening" : "listening";
        if (quiet) {
            if (!state.equals("listening")) {
                throw new IllegalStateException(state + (now == null ? "" : ": " + now.problem()));
            }
            System.out.println(state);
            return null;
        }
        line("state", state);
        if (now != null && !now.problem().isEmpty()) {
            line("problem", now.problem());
        }
        if (settings != null) {
            settings.stream().flatMap(one -> one.problems().stream()).sorted().forEach(problem -> line("problem", problem));
        }
        if (now != null) {
            printNode(now);
        }
        if (streams != null) {
            line("streams", streams.streams().size());
            counters(streams.counters());
        }
        if (applications != null) {
            line("applications", applications.applications().stream().filter(a -> !a.bundle().isEmpty()).count());
            counters(applications.counters());
        }
        if (balancing != null) {
            printBalancing();
        }
        return null;
    }

    private void printBalancing() {
        Balancing.Drain drain = balancing.drain();
        if (drain.active()) {
            line("draining", drain.left() + " clients left, " + drain.closed() + " sent away, "
                + ListCommand.duration(drain.remainingMillis()) + " to the deadline");
        }
        balancing.strategies().stream().filter(Balancing.StrategyInfo::active).forEach(s -> line("balancing", s.name()));
        balancing.problems().forEach(problem -> line("problem", problem));
        counters(balancing.counters());
    }

    private void printNode(NodeStatus.Snapshot now) {
        line("listening", String.join(", ", now.listening()));
        line("transport", now.transport() + ", " + now.loops() + (now.loops() == 1 ? " loop" : " loops"));
        line("peer ID", now.peerId());
        line("uptime", ListCommand.duration(now.uptimeMillis()));
        line("sessions", now.sessions());
        counters(now.counters());
    }

    private void counters(Map<String, Long> counters) {
        counters.forEach((name, value) -> {
            if (all || value != 0) {
                line("  " + name, value);
            }
        });
    }

    private static void line(String name, Object value) {
        System.out.printf("%-36s %s%n", name, value);
    }
}
