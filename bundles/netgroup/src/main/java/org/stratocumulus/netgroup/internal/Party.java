package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.status.GroupStatus.GroupNode;

/** Another node that has members of the group, and what it has said of them. Confined to the group. */
final class Party {
    /** What a message has changed of the members that the node names. */
    record Difference(List<PeerId> removed, List<PeerId> added) {
        static final Difference NONE = new Difference(List.of(), List.of());
    }

    private final ServerNode node;
    private Set<PeerId> named = new HashSet<>();
    private long members;
    private int sequence;
    private boolean heard;
    private boolean owedAll = true;
    private long silentUntil = Long.MIN_VALUE;

    Party(ServerNode node) {
        this.node = node;
    }

    ServerNode node() {
        return node;
    }

    /** Those whom it named and who are held for members. */
    Set<PeerId> named() {
        return named;
    }

    /** Its members, named or not. */
    long members() {
        return members;
    }

    GroupNode info() {
        return new GroupNode(node.nodeId(), node.address(), members, named.size());
    }

    /** Whether it is to be sent all that is said, not only what has changed. */
    boolean isOwedAll() {
        return owedAll;
    }

    void owedAll(boolean owed) {
        owedAll = owed;
    }

    /** Whether something of it was missed, so that it is to say all again. */
    boolean isToBeAsked(long now) {
        return !heard && now >= silentUntil;
    }

    /** There is no room for what it named: nothing is held, and it is asked again when this time has come. */
    void forget(long until) {
        named = new HashSet<>();
        silentUntil = until;
        heard = false;
    }

    /** Whoever it takes back is taken back whatever was missed before; whoever it adds is added only if nothing was. */
    Difference hear(ViewMessage message) {
        members = message.members();
        return switch (message.kind()) {
            case WHOLE -> whole(message);
            case CHANGE -> change(message);
            case CHECK -> {
                heard = heard && message.sequence() == sequence && isDigest(message.digest());
                yield Difference.NONE;
            }
        };
    }

    private Difference whole(ViewMessage message) {
        Set<PeerId> now = new HashSet<>(message.added());
        Difference difference = new Difference(without(named, now), without(now, named));
        named = now;
        sequence = message.sequence();
        heard = isDigest(message.digest());
        return difference;
    }

    private Difference change(ViewMessage message) {
        List<PeerId> removed = message.removed().stream().filter(named::remove).toList();
        boolean inOrder = heard && message.sequence() == sequence + 1 && named.size() + message.added().size() <= ViewMessage.MAX_NAMED;
        List<PeerId> added = inOrder ? message.added().stream().filter(named::add).toList() : List.of();
        sequence = message.sequence();
        heard = inOrder && isDigest(message.digest());
        return new Difference(removed, added);
    }

    private boolean isDigest(long digest) {
        return digest == ViewMessage.digest(named);
    }

    static List<PeerId> without(Set<PeerId> these, Set<PeerId> those) {
        List<PeerId> left = new ArrayList<>(these);
        left.removeIf(those::contains);
        return left;
    }
}
