package org.stratocumulus.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.ClusterStatus.LinkInfo;
import org.stratocumulus.api.cluster.Direction;

/** {@code cumulus:server-list}. */
@Service
@Command(scope = "cumulus", name = "server-list", description = "Lists the links to other servers, targets without a link, and problems")
public final class ServerListCommand extends ListCommand {
    @Reference(optional = true)
    private ClusterStatus cluster;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Direction");
        table.column("Address");
        table.column("Public address");
        table.column("State");
        table.column("Since").alignRight();
        table.column("RTT ms").alignRight();
        table.column("Msg in").alignRight();
        table.column("Msg out").alignRight();
        table.column("In").alignRight();
        table.column("Out").alignRight();
        table.column("Dropped").alignRight();
        table.column("Last error");
        if (cluster != null) {
            for (LinkInfo link : cluster.links()) {
                table.addRow().addContent(direction(link), link.address(), String.join(" ", link.publicAddresses()), link.state(),
                    duration(link.sinceMillis()), link.roundTripMillis() < 0 ? "" : link.roundTripMillis(), link.messagesIn(),
                    link.messagesOut(), bytes(link.bytesIn()), bytes(link.bytesOut()), link.dropped(), link.lastError());
            }
        }
        print(table, cluster == null ? ServerShowCommand.NO_CLUSTER : "No servers");
        if (cluster != null) {
            System.out.println(cluster.listening().isEmpty() ? "no listener (servers.port = 0)" : "listening on " + cluster.listening());
            cluster.problems().forEach(problem -> System.out.println("problem: " + problem.message()));
        }
        return null;
    }

    private static String direction(LinkInfo link) {
        String direction = link.direction() == Direction.TARGET ? "target" : "initiator";
        return link.origin().equals("learned") ? direction + " (learned)" : direction;
    }
}
