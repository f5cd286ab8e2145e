package org.stratocumulus.netgroup.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;
import org.stratocumulus.session.RecvFlow;

/** The groups of one client: bounds how many there are, and how fast it joins. Confined to the loop. */
final class ClientGroups {
    /** Bytes that may wait in one group flow: some join messages with the longest specifier. */
    private static final int RECEIVE_BUFFER = 4 * JoinMessage.MAX_SPECIFIER;

    private final ClientConnection connection;
    private final NetGroupNode node;
    private final Map<GroupId, Membership> memberships = new HashMap<>();
    private final Set<GroupFlow> flows = new HashSet<>();
    /** Thousandths of joins that are free now. */
    private long credit;
    private long filledAt;

    ClientGroups(ClientConnection connection, NetGroupNode node) {
        this.connection = connection;
        this.node = node;
        this.credit = full();
        this.filledAt = connection.loop().now();
    }

    GroupCounters counters() {
        return node.counters();
    }

    /** The client began a group flow. */
    void flowOpened(RecvFlow flow) {
        if (flows.size() >= node.settings().perConnection()) {
            counters().count(Counter.LIMITED);
            flow.reject(0);
            return;
        }
        GroupFlow opened = new GroupFlow(this, flow);
        flows.add(opened);
        flow.receiveBuffer(RECEIVE_BUFFER);
        flow.accept(RecvFlow.Order.QUEUED, opened);
    }

    void ended(GroupFlow flow) {
        flows.remove(flow);
    }

    /** Whether one more join comes not too soon. */
    boolean mayJoin() {
        long now = connection.loop().now();
        credit = Math.min(full(), credit + (now - filledAt) * node.settings().joinsPerSecond());
        filledAt = now;
        if (credit < 1000) {
            return false;
        }
        credit -= 1000;
        return true;
    }

    /** Joins by this flow. @return the membership, which may be there already; null when the client has too many */
    Membership join(GroupId id, GroupFlow flow) {
        Membership membership = memberships.get(id);
        if (membership != null) {
            membership.add(flow);
            membership.joinAgain();
            return membership;
        }
        if (memberships.size() >= node.settings().perConnection()) {
            return null;
        }
        Membership asked = new Membership(connection, id, node, over -> memberships.remove(id, over));
        memberships.put(id, asked);
        asked.add(flow);
        asked.ask();
        return asked;
    }

    /** Ends all memberships and rejects all flows. */
    void close() {
        List.copyOf(memberships.values()).forEach(Membership::close);
        List.copyOf(flows).forEach(GroupFlow::reject);
        flows.clear();
    }

    private long full() {
        return 1000L * node.settings().perConnection();
    }
}
