package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.api.status.GroupStatus.GroupNode;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;
import org.stratocumulus.netgroup.internal.Places.Place;

/** One group over all event loops: its changes happen one after the other, on whatever thread brings them. */
final class Group {
    /** A change of a group. */
    interface Change {
        void make(Group group);
    }

    private final GroupId id;
    private final Serial serial = new Serial();
    private final Ring ring;
    private final Map<PeerId, AwayMember> away = new HashMap<>();
    private final ClusterGroups cluster;
    private final Consumer<Group> whenEmpty;
    private int byHand;
    private boolean over;
    private volatile Sharing sharing;
    private volatile GroupInfo info;

    /**
     * @param seed of the members picked by chance
     * @param whenEmpty runs when a change has left nobody; nothing will happen to this group any more
     */
    Group(GroupId id, long seed, ClusterGroups cluster, Consumer<Group> whenEmpty) {
        this.id = id;
        this.ring = new Ring(new SplittableRandom(seed));
        this.cluster = cluster;
        this.whenEmpty = whenEmpty;
        this.info = new GroupInfo(id, 0, 0, 0, 0);
    }

    GroupId id() {
        return id;
    }

    GroupInfo info() {
        return info;
    }

    /** Makes a change, now or soon; none when the group is over. */
    void change(Change change) {
        change(change, () -> { });
    }

    /**
     * Makes a change, now or soon.
     *
     * @param whenOver runs instead when the group had become empty before
     */
    void change(Change change, Runnable whenOver) {
        serial.execute(() -> {
            if (over) {
                whenOver.run();
                return;
            }
            change.make(this);
            share();
            Sharing shared = sharing;
            info = new GroupInfo(id, ring.members(), byHand, shared == null ? 0 : shared.remoteMembers(), shared == null ? 0 : shared.parties());
            if (ring.members() + byHand == 0) {
                over = true;
                whenEmpty.accept(this);
            }
        });
    }

    /** It is shared while there are members here and a directory. */
    private void share() {
        ClusterDirectory directory = ring.members() == 0 ? null : cluster.directory();
        Sharing former = sharing;
        if (former != null && former.directory() != directory) {
            sharing = null;
            former.end();
        }
        if (sharing == null && directory != null) {
            sharing = new Sharing(this, directory, cluster);
            sharing.begin();
        }
    }

    /** What another node says of its members. */
    void hear(ServerNode from, ViewMessage message) {
        change(in -> {
            if (sharing != null) {
                sharing.hear(from, message);
            } else {
                cluster.count(Counter.VIEWS_IGNORED);
            }
        });
    }

    /** Tells other nodes that nothing has changed, when they have not heard anything for long. */
    void check(long now) {
        Sharing shared = sharing;
        if (shared != null && shared.isToBeChecked(now)) {
            change(in -> shared.check(now));
        }
    }

    /** The members, at most so many; completes now or soon. */
    CompletableFuture<List<MemberInfo>> list(int limit) {
        CompletableFuture<List<MemberInfo>> list = new CompletableFuture<>();
        serial.execute(() -> list.complete(ring.inOrder().stream().limit(limit).map(Member::info).toList()));
        return list;
    }

    /** The other nodes that have the group; completes now or soon. */
    CompletableFuture<List<GroupNode>> nodes() {
        CompletableFuture<List<GroupNode>> list = new CompletableFuture<>();
        serial.execute(() -> list.complete(sharing == null ? List.of() : sharing.nodes()));
        return list;
    }

    // ---- within a change: members of this node

    NavigableMap<PeerId, Place<LocalMember>> local() {
        return ring.local();
    }

    /** @return false when there are too many */
    boolean join(LocalMember member, int limit) {
        if (ring.members() >= limit && ring.member(member.peer()) == null) {
            return false;
        }
        ring.join(member);
        if (sharing != null) {
            sharing.joined(member.peer());
        }
        return true;
    }

    void welcomeAgain(LocalMember member) {
        if (ring.member(member.peer()) == member) {
            ring.welcome(member);
        }
    }

    /** @return false when it was not in, or its peer is in by another connection now */
    boolean leave(LocalMember member) {
        boolean left = ring.leave(member);
        if (left && sharing != null) {
            sharing.left();
        }
        return left;
    }

    // ---- within a change: members elsewhere

    void addByHand(PeerId peer) {
        AwayMember member = away.computeIfAbsent(peer, AwayMember::new);
        boolean isNew = member.isUnknown();
        byHand += member.isByHand() ? 0 : 1;
        member.addByHand();
        if (isNew) {
            ring.announce(member);
        }
    }

    void removeByHand(PeerId peer) {
        AwayMember member = away.get(peer);
        member.removeByHand();
        byHand -= member.isByHand() ? 0 : 1;
        if (member.isUnknown()) {
            away.remove(peer);
            ring.change(List.of(member), List.of());
        }
    }

    /** Another node does not have some members any more, and has others. */
    void away(ServerNode node, Collection<PeerId> removed, Collection<PeerId> added) {
        List<AwayMember> gone = new ArrayList<>();
        List<AwayMember> come = new ArrayList<>();
        for (PeerId peer : removed) {
            AwayMember member = away.get(peer);
            if (member != null) {
                member.remove(node);
                if (member.isUnknown()) {
                    away.remove(peer);
                    gone.add(member);
                }
            }
        }
        for (PeerId peer : added) {
            AwayMember member = away.computeIfAbsent(peer, AwayMember::new);
            if (member.isUnknown()) {
                come.add(member);
            }
            member.add(node);
        }
        ring.change(gone, come);
    }

    /** Tells the most recent members of some of these. */
    void mix(List<PeerId> peers) {
        ring.mix(peers.stream().map(away::get).toList());
    }
}
