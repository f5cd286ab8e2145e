package org.stratocumulus.console;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.ClusterStatus.LinkInfo;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.NodeReport;

/** {@code cumulus:server-show}. */
@Service
@Command(scope = "cumulus", name = "server-show", description = "Shows all that is known of one server; without an address of this one")
public final class ServerShowCommand implements Action {
    /** What commands say without the cluster bundle. */
    static final String NO_CLUSTER = "the feature stratocumulus-cluster is not installed, or its bundle is stopped";

    @Reference(optional = true)
    private Cluster cluster;

    @Reference(optional = true)
    private ClusterStatus status;

    @Reference(optional = true)
    private NodeRegistry registry;

    @Argument(name = "address", description = "As in cumulus:server-list, a public address or the beginning of a node's identity")
    @Completion(ServerCompleter.class)
    private String address = "";

    /** @throws IllegalStateException without the cluster feature, or when no server is known by that name */
    @Override
    public Object execute() {
        if (cluster == null || status == null || registry == null) {
            throw new IllegalStateException(NO_CLUSTER);
        }
        if (address.isEmpty()) {
            self();
            return null;
        }
        List<LinkInfo> found = status.links().stream().filter(this::isMeant).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no server is known as '" + address + "'");
        }
        found.forEach(this::show);
        return null;
    }

    private boolean isMeant(LinkInfo link) {
        return link.address().equals(address) || link.publicAddresses().contains(address)
            || !link.nodeId().isEmpty() && link.nodeId().startsWith(address);
    }

    private void self() {
        LocalNode self = cluster.self();
        line("node", self.nodeId());
        line("incarnation", self.incarnation());
        line("cluster", self.cluster().isEmpty() ? "-" : self.cluster());
        line("listening", status.listening().isEmpty() ? "-" : status.listening());
        line("public addresses", String.join(", ", self.publicAddresses()));
        report(registry.self());
        status.counters().forEach(ServerShowCommand::line);
        status.problems().forEach(problem -> line("problem", problem.message()));
    }

    private void show(LinkInfo link) {
        line("address", link.address());
        line("direction", link.direction().name().toLowerCase(Locale.ROOT) + ", " + link.origin());
        line("state", link.state() + " for " + ListCommand.duration(link.sinceMillis()));
        line("node", link.nodeId().isEmpty() ? "- (announces none)" : link.nodeId());
        line("public addresses", String.join(", ", link.publicAddresses()));
        line("properties", link.properties());
        line("applications", String.join(" ", link.services()));
        line("round trip ms", link.roundTripMillis() < 0 ? "-" : link.roundTripMillis());
        line("messages in, out, dropped", link.messagesIn() + ", " + link.messagesOut() + ", " + link.dropped());
        line("bytes in, out", ListCommand.bytes(link.bytesIn()) + ", " + ListCommand.bytes(link.bytesOut()));
        line("last error", link.lastError().isEmpty() ? "-" : link.lastError());
        if (!link.nodeId().isEmpty()) {
            registry.find(link.nodeId()).ifPresent(ServerShowCommand::report);
        }
    }

    private static void report(NodeReport report) {
        line("reports", report.state().name().toLowerCase(Locale.ROOT) + ", report " + report.sequence());
        line("sessions", report.sessions() + (report.maxSessions() > 0 ? " of " + report.maxSessions() : ""));
        line("publications", report.publications());
        line("bits per second in, out", ListCommand.bytes(report.bitsInPerSecond()) + ", " + ListCommand.bytes(report.bitsOutPerSecond()));
        line("cpu %", report.cpu() < 0 ? "-" : Math.round(100 * report.cpu()));
        line("loop delay ms", report.loopDelayMillis());
    }

    private static void line(String name, Object value) {
        System.out.printf("%-28s %s%n", name, value);
    }
}
