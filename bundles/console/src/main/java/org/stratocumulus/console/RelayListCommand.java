package org.stratocumulus.console;

import java.net.InetSocketAddress;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.status.RelayStatus;
import org.stratocumulus.api.status.RelayStatus.End;

/** {@code cumulus:relay-list}. */
@Service
@Command(scope = "cumulus", name = "relay-list", description = "Lists the pairs of peers whose datagrams this server forwards")
public final class RelayListCommand extends ListCommand {
    @Reference(optional = true)
    private RelayStatus relay;

    @Option(name = "-l", aliases = "--long", description = "Show whole peer IDs")
    private boolean whole;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Asker");
        table.column("sends from");
        table.column("to");
        table.column("Peer");
        table.column("sends from");
        table.column("to");
        table.column("Age").alignRight();
        table.column("Idle").alignRight();
        table.column("Datagrams").alignRight();
        table.column("Bytes").alignRight();
        table.column("Dropped").alignRight();
        if (relay != null) {
            relay.pairs().forEach(p -> table.addRow().addContent(id(p.asker()), text(p.asker().seen()), text(p.asker().relayed()),
                id(p.peer()), text(p.peer().seen()), text(p.peer().relayed()), duration(p.ageMillis()), duration(p.idleMillis()),
                p.forwarded(), bytes(p.bytes()), p.dropped()));
        }
        print(table, relay == null ? "The bundle relay is not there" : relay.isOn() ? "No pairs" : "No pairs: relay.ports is empty");
        return null;
    }

    private String id(End end) {
        String id = end.id().toString();
        String node = end.node().isEmpty() ? "" : " of " + end.node();
        return (whole ? id : id.substring(0, 12)) + node;
    }

    private static String text(InetSocketAddress address) {
        return address == null ? "-" : address.toString().replaceFirst("^.*/", "");
    }
}
