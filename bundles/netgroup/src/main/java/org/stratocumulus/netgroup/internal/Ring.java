package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.netgroup.internal.Places.Place;

/**
 * The members of one group in the order of their addresses, and who is to be told of whom. Two orders are kept whole: any two neighbours
 * among the members of this node have been told of each other, and so has every member of this node of its neighbours among all that are
 * known, those of other nodes included. Whoever joins is told of them, and when somebody goes, those beside the gap are told of each other.
 *
 * <p>So the members of this node hang together by what this node has said. Those of all nodes do too, though each node knows only some
 * members of each other: between any two neighbours in the order of all that nodes know of each other, there are only members of the first
 * one's node that the others do not know, and the last of them is the other one's neighbour on its node. The most recent members and one
 * picked by chance make it hold where two neighbours cannot reach each other. Confined to its group.
 */
final class Ring {
    /** Most recent members that a newcomer is told of. */
    static final int RECENT = 3;
    /** The most that a newcomer is told of: two neighbours on this node, two of all, recent ones, and one by chance. */
    static final int MAX_INTRODUCTIONS = RECENT + 5;

    private static final int PICKS = 4;

    private final Places<LocalMember> local;
    private final Places<AwayMember> away;
    private final Arrivals arrivals = new Arrivals();
    private final RandomGenerator random;

    Ring(RandomGenerator random) {
        this.random = random;
        this.local = new Places<>(arrivals);
        this.away = new Places<>(arrivals);
    }

    int members() {
        return local.size();
    }

    int awayMembers() {
        return away.size();
    }

    /** The member of this node with this identity, or null. */
    LocalMember member(PeerId peer) {
        return local.get(peer);
    }

    /** The members of this node by their addresses: a view. */
    NavigableMap<PeerId, Place<LocalMember>> local() {
        return local.inOrder();
    }

    /** All members in the order of the ring, those of this node before those elsewhere. */
    List<Member> inOrder() {
        List<Member> members = new ArrayList<>();
        local.inOrder().values().forEach(place -> members.add(place.member()));
        away.inOrder().values().forEach(place -> members.add(place.member()));
        return members;
    }

    // ---- members of this node

    /** Takes a member in, in place of the former one with its identity, and tells it of others. */
    void join(LocalMember member) {
        local.put(member);
        welcome(member);
    }

    /** Tells a member of others. */
    void welcome(LocalMember member) {
        PeerId own = member.peer();
        Set<PeerId> chosen = new LinkedHashSet<>();
        add(chosen, own, local.before(own));
        add(chosen, own, local.behind(own));
        Member before = before(own);
        Member behind = behind(own);
        add(chosen, own, before);
        add(chosen, own, behind);
        if (before instanceof LocalMember && behind instanceof LocalMember) {
            add(chosen, own, away.behind(own)); // somebody elsewhere, so that more than a few hold the nodes together
        }
        int enough = chosen.size() + RECENT;
        arrivals.newestFirst(recent -> {
            add(chosen, own, recent);
            return chosen.size() < enough; // those chosen before do not count
        });
        for (int i = 0, size = chosen.size(); i < PICKS && chosen.size() == size; i++) {
            add(chosen, own, arrivals.any(random));
        }
        if (!chosen.isEmpty()) {
            member.introduce(List.copyOf(chosen));
        }
    }

    /** Takes a member out and closes the gap. @return false when it is not in, or another one has taken its place */
    boolean leave(LocalMember member) {
        PeerId gone = member.peer();
        if (local.get(gone) != member) {
            return false;
        }
        local.remove(gone);
        News news = new News();
        meet(news, local.before(gone), local.behind(gone));
        meet(news, before(gone), behind(gone));
        news.tell();
        return true;
    }

    // ---- members elsewhere

    /** Takes members that are elsewhere out and others in at once, and tells those whose neighbours have changed. */
    void change(Collection<AwayMember> gone, Collection<AwayMember> come) {
        gone.forEach(member -> away.remove(member.peer()));
        come.forEach(away::put);
        News news = new News();
        come.forEach(member -> {
            news.add(before(member.peer()), member);
            news.add(behind(member.peer()), member);
        });
        gone.forEach(member -> {
            Member before = before(member.peer());
            Member behind = behind(member.peer());
            if (before instanceof AwayMember || behind instanceof AwayMember) { // others know of each other
                meet(news, before, behind);
            }
        });
        news.tell();
    }

    /** Takes a member that is elsewhere in, and tells those beside it on this node and the most recent ones of it. */
    void announce(AwayMember member) {
        away.put(member);
        News news = new News();
        news.add(local.before(member.peer()), member);
        news.add(local.behind(member.peer()), member);
        recentLocal(recent -> news.add(recent, member));
        news.tell();
    }

    /** Tells the most recent members of this node of one of these each, picked by chance. */
    void mix(List<AwayMember> members) {
        News news = new News();
        recentLocal(recent -> news.add(recent, members.get(random.nextInt(members.size()))));
        news.tell();
    }

    private void recentLocal(Consumer<LocalMember> told) {
        int[] left = {RECENT};
        arrivals.newestFirst(recent -> {
            if (recent instanceof LocalMember member) {
                told.accept(member);
                left[0]--;
            }
            return left[0] > 0;
        });
    }

    // ---- neighbours among all; one that is both here and elsewhere counts as here

    private Member before(PeerId peer) {
        return nearer(local.before(peer), away.before(peer), peer, -1);
    }

    private Member behind(PeerId peer) {
        return nearer(local.behind(peer), away.behind(peer), peer, 1);
    }

    private static Member nearer(LocalMember here, AwayMember there, PeerId to, int direction) {
        if (here == null || there == null) {
            return here == null ? there : here;
        }
        boolean hereWraps = direction * here.peer().compareTo(to) <= 0;
        boolean thereWraps = direction * there.peer().compareTo(to) <= 0;
        if (hereWraps != thereWraps) {
            return hereWraps ? there : here;
        }
        return direction * here.peer().compareTo(there.peer()) <= 0 ? here : there;
    }

    private static void meet(News news, Member one, Member other) {
        news.add(one, other);
        news.add(other, one);
    }

    private static void add(Set<PeerId> chosen, PeerId own, Member member) {
        if (member != null && !member.peer().equals(own)) {
            chosen.add(member.peer());
        }
    }
}
