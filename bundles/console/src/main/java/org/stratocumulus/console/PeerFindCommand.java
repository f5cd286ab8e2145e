package org.stratocumulus.console;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.RendezvousStatus;
import org.stratocumulus.api.status.RendezvousStatus.PeerInfo;
import org.stratocumulus.api.status.SessionInfo;

/** {@code cumulus:peer-find}. */
@Service
@Command(scope = "cumulus", name = "peer-find", description = "Shows where a peer is, and the addresses by which others reach it")
public final class PeerFindCommand implements Action {
    /** Peers that are shown when the beginning of an ID fits more. */
    static final int MOST = 10;

    @Reference(optional = true)
    NodeStatus node;

    @Reference(optional = true)
    RendezvousStatus rendezvous;

    @Reference(optional = true)
    Cluster cluster;

    @Argument(name = "id", required = true, description = "Peer ID, or its beginning: then among the peers of this server only")
    @Completion(PeerCompleter.class)
    String id;

    /**
     * @throws IllegalArgumentException for what is no beginning of a peer ID
     * @throws IllegalStateException when there is no such peer
     */
    @Override
    public Object execute() {
        String wanted = id.toLowerCase(Locale.ROOT);
        if (!wanted.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("a peer ID has 64 hexadecimal digits; give it, or its beginning, not '" + id + "'");
        }
        List<SessionInfo> found = node == null ? List.of()
            : node.sessions(Integer.MAX_VALUE).stream().filter(s -> s.peer().toString().startsWith(wanted)).toList();
        if (found.isEmpty()) {
            elsewhere(wanted);
            return null;
        }
        for (int i = 0; i < Math.min(MOST, found.size()); i++) {
            if (i > 0) {
                System.out.println();
            }
            show(found.get(i));
        }
        if (found.size() > MOST) {
            System.out.printf("%n... and %d more%n", found.size() - MOST);
        }
        return null;
    }

    private void show(SessionInfo session) {
        line("peer", session.peer());
        line("node", cluster == null ? "this" : "this, " + cluster.self().nodeId());
        line("session", session.state() + " for " + ListCommand.duration(session.ageMillis()));
        PeerInfo peer = rendezvous == null ? null : rendezvous.find(session.peer()).orElse(null);
        if (peer == null) { // no NetConnection yet, or a session that is closing
            line("observed", session.address());
            line("introduced", "no: " + (rendezvous == null ? "the bundle rendezvous is not there" : "it is not connected to an application"));
            return;
        }
        line("path", peer.path());
        line("observed", text(peer.observed()));
        line("reported", peer.reported().isEmpty() ? "-"
            : peer.reported().stream().map(PeerFindCommand::text).collect(Collectors.joining(", ")));
        line("behind NAT", peer.reported().isEmpty() ? "not known: it has reported no address" : peer.isBehindNat() ? "yes" : "no");
        line("round trip ms", peer.roundTripMillis() < 0 ? "-" : peer.roundTripMillis());
    }

    private void elsewhere(String wanted) {
        boolean whole = wanted.length() == 2 * PeerId.LENGTH;
        List<ServerNode> owners = rendezvous == null || !whole ? List.of()
            : rendezvous.elsewhere(PeerId.parse(wanted)).toCompletableFuture().join(); // within a second, and never a failure
        if (owners.isEmpty()) {
            throw new IllegalStateException("no peer '" + wanted + "' on this server"
                + (cluster == null ? "" : whole ? ", nor on a linked one" : "; of others the whole ID is needed"));
        }
        line("peer", wanted);
        for (ServerNode owner : owners) {
            line("node", owner.nodeId());
            line("public addresses", String.join(", ", owner.publicAddresses()));
        }
    }

    private static String text(InetSocketAddress address) {
        return address.toString().replaceFirst("^.*/", "");
    }

    private static void line(String name, Object value) {
        System.out.printf("%-18s %s%n", name, value);
    }
}
