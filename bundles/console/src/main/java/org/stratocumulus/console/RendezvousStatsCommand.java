package org.stratocumulus.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.RelayStatus;
import org.stratocumulus.api.status.RendezvousStatus;

/** {@code cumulus:rendezvous-stats}. */
@Service
@Command(scope = "cumulus", name = "rendezvous-stats", description = "Shows what became of the lookups of peers, and what was relayed")
public final class RendezvousStatsCommand extends ListCommand {
    @Reference(optional = true)
    private RendezvousStatus rendezvous;

    @Reference(optional = true)
    private RelayStatus relay;

    @Option(name = "-s", aliases = "--seconds", description = "Count for so many seconds, and show rates", valueToShowInHelp = "0")
    private int seconds;

    /**
     * @throws IllegalArgumentException for a number of seconds that is none
     * @throws InterruptedException by Ctrl-C while it counts
     */
    @Override
    public Object execute() throws InterruptedException {
        if (seconds < 0 || seconds > 3600) {
            throw new IllegalArgumentException("--seconds takes 0 to 3600, not " + seconds);
        }
        if (rendezvous == null) {
            throw new IllegalStateException("the bundle rendezvous is not there");
        }
        Map<String, Long> before = counters();
        long start = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double passed = (System.nanoTime() - start) / 1e9;
        ShellTable table = new ShellTable();
        table.column("Counter");
        table.column("Since the start").alignRight();
        if (seconds > 0) {
            table.column("Per second").alignRight();
        }
        counters().forEach((name, value) -> {
            if (seconds > 0) {
                table.addRow().addContent(name, value,
                    String.format(Locale.ROOT, "%.1f", (value - before.getOrDefault(name, 0L)) / passed));
            } else {
                table.addRow().addContent(name, value);
            }
        });
        print(table, "No counters");
        return null;
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>(rendezvous.counters());
        if (relay != null) {
            counters.putAll(relay.counters());
        }
        return counters;
    }
}
