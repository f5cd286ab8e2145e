package org.stratocumulus.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.balancing.Balancing.Explanation;
import org.stratocumulus.api.balancing.Balancing.NodeVerdict;
import org.stratocumulus.api.balancing.Node;

/** {@code cumulus:balancer-explain}. */
@Service
@Command(scope = "cumulus", name = "balancer-explain", description = "Says what would become of a client that asks now, and why")
public final class BalancerExplainCommand extends BalancingCommand {
    @Argument(index = 0, name = "address", description = "IP address of the client", required = true)
    private String address;

    @Argument(index = 1, name = "path", description = "Its application path or URL, with query properties")
    @Completion(PathCompleter.class)
    private String path = "/";

    /** @throws UnknownHostException for what is no address */
    @Override
    public Object execute() throws UnknownHostException {
        Explanation told = balancing().explain(new InetSocketAddress(InetAddress.getByName(address), 0), path);
        System.out.println(told.decision().outcome() + (told.addresses().isEmpty() ? "" : " to " + String.join(", ", told.addresses())));
        System.out.println(told.decision().strategy() + ": " + told.decision().reason());
        ShellTable table = new ShellTable();
        table.column("Node");
        table.column("Verdict");
        table.column("Sessions").alignRight();
        table.column("On the way").alignRight();
        table.column("Most").alignRight();
        table.column("Capacity").alignRight();
        table.column("Region");
        table.column("Report").alignRight();
        table.column("Addresses");
        for (NodeVerdict verdict : told.nodes()) {
            Node node = verdict.node();
            table.addRow().addContent(node.id() + (node.self() ? " (this)" : ""), verdict.verdict(), node.sessions(), node.redirected(),
                node.maxSessions() == 0 ? "" : node.maxSessions(), String.format(Locale.ROOT, "%.3g", node.capacity()), node.region(),
                node.isMeasured() ? duration(node.reportMillis()) : "none",
                String.join(" ", node.addresses().stream().map(InetSocketAddress::toString).map(a -> a.replaceFirst("^.*/", "")).toList()));
        }
        print(table, "No nodes");
        return null;
    }
}
