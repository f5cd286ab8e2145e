package org.stratocumulus.netgroup.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/** One group over all event loops: its changes happen one after the other, on whatever thread brings them. */
final class Group {
    /** A change of a group. */
    interface Change {
        void make(Group group);
    }

    private final GroupId id;
    private final Serial serial = new Serial();
    private final Ring ring;
    private final Map<PeerId, VirtualPeer> virtual = new HashMap<>();
    private volatile int members;
    private volatile int virtualMembers;
    private boolean over;

    /** @param seed of the members picked by chance */
    Group(GroupId id, long seed) {
        this.id = id;
        this.ring = new Ring(new SplittableRandom(seed));
    }

    GroupId id() {
        return id;
    }

    GroupInfo info() {
        return new GroupInfo(id, members, virtualMembers);
    }

    /**
     * Makes a change, now or soon.
     *
     * @param whenEmpty runs when the change leaves nobody; nothing will happen to this group any more
     * @param whenOver runs instead when the group had ended that way before
     */
    void change(Change change, Runnable whenEmpty, Runnable whenOver) {
        serial.execute(() -> {
            if (over) {
                whenOver.run();
                return;
            }
            change.make(this);
            members = ring.members();
            virtualMembers = ring.virtualMembers();
            if (members + virtualMembers == 0) {
                over = true;
                whenEmpty.run();
            }
        });
    }

    /** The members, at most so many; completes now or soon. */
    CompletableFuture<List<MemberInfo>> list(int limit) {
        CompletableFuture<List<MemberInfo>> list = new CompletableFuture<>();
        serial.execute(() -> list.complete(ring.inOrder().stream().limit(limit).map(Member::info).toList()));
        return list;
    }

    // ---- within a change

    /** @return false when there are too many */
    boolean join(Member member, int limit) {
        if (ring.members() >= limit && ring.member(member.peer()) == null) {
            return false;
        }
        ring.join(member);
        return true;
    }

    void welcomeAgain(Member member) {
        if (ring.member(member.peer()) == member) {
            ring.welcome(member);
        }
    }

    /** @return false when it was not in, or its peer is in by another connection now */
    boolean leave(Member member) {
        return ring.leave(member);
    }

    void addVirtual(PeerId peer) {
        VirtualPeer known = virtual.get(peer);
        if (known == null) {
            known = new VirtualPeer(peer);
            virtual.put(peer, known);
            ring.join(known);
        }
        known.registered++;
    }

    void removeVirtual(PeerId peer) {
        VirtualPeer known = virtual.get(peer);
        if (known != null && --known.registered == 0) {
            virtual.remove(peer);
            ring.leave(known);
        }
    }

    /** A member added by hand. */
    private static final class VirtualPeer implements Member {
        private final PeerId peer;
        private int registered;

        private VirtualPeer(PeerId peer) {
            this.peer = peer;
        }

        @Override
        public PeerId peer() {
            return peer;
        }

        @Override
        public boolean isVirtual() {
            return true;
        }

        @Override
        public void introduce(List<PeerId> others) {
            throw new IllegalStateException("a virtual member is told nothing");
        }

        @Override
        public MemberInfo info() {
            return new MemberInfo(peer, "", "", true, 0);
        }
    }
}
