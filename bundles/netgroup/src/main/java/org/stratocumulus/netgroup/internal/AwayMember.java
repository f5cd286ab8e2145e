package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/**
 * A member that is connected elsewhere and can be told nothing. It is one as long as somebody says so: applications by hand, or other nodes;
 * a client that moves from one to another is said by both for a moment. Confined to its group.
 */
final class AwayMember implements Member {
    private final PeerId peer;
    private final List<ServerNode> nodes = new ArrayList<>(1);
    private int byHand;

    AwayMember(PeerId peer) {
        this.peer = peer;
    }

    void addByHand() {
        byHand++;
    }

    void removeByHand() {
        byHand--;
    }

    boolean isByHand() {
        return byHand > 0;
    }

    void add(ServerNode node) {
        nodes.add(node);
    }

    void remove(ServerNode node) {
        nodes.remove(node);
    }

    /** Whether nobody says so any more. */
    boolean isUnknown() {
        return byHand == 0 && nodes.isEmpty();
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public MemberInfo info() {
        return new MemberInfo(peer, nodes.isEmpty() ? "" : nodes.get(0).nodeId(), "", "", isByHand(), 0);
    }
}
