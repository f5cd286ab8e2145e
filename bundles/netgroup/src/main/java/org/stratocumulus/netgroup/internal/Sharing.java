package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.directory.OwnerListener;
import org.stratocumulus.api.status.GroupStatus.GroupNode;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;
import org.stratocumulus.netgroup.internal.ViewMessage.Kind;

/**
 * A group with members here among the nodes that have members of it, too: from the first client that joins here to the last one that leaves,
 * as long as there is a directory. Each node names some of its members to each other one ({@link Sample}), says what changes of that, and
 * from time to time that nothing has. Confined to the group but for {@link OwnerListener}.
 */
final class Sharing implements OwnerListener {
    /** Milliseconds between two messages of one group to one node, at least. */
    static final long INTERVAL = 250;
    /** Milliseconds of silence after which the far ends are told that nothing has changed: what a message lost by them costs at most. */
    static final long CHECK_EVERY = 10_000;

    /** Members of all other nodes that are named for one group, about; each node names {@link #LEAST} in any case. */
    private static final int NAMED_BY_ALL = 256;
    private static final int LEAST = 8;

    private final Group group;
    private final ClusterDirectory directory;
    private final ClusterGroups cluster;
    private final Map<ServerNode, Party> parties = new LinkedHashMap<>();
    private final Sample sample = new Sample();
    private Set<PeerId> said = Set.of();
    private int sequence;
    private AutoCloseable watch;
    private boolean due;
    private boolean over;
    private long saidAt;
    /** When all the others were told something, if there were any. */
    private volatile long toldAllAt;

    Sharing(Group group, ClusterDirectory directory, ClusterGroups cluster) {
        this.group = group;
        this.directory = directory;
        this.cluster = cluster;
        this.saidAt = cluster.now() - INTERVAL;
        this.toldAllAt = cluster.now();
    }

    ClusterDirectory directory() {
        return directory;
    }

    Group group() {
        return group;
    }

    /** Says that this node has the group, and hears who else has. */
    void begin() {
        directory.groups().own(group.id());
        watch = directory.groups().watch(group.id(), this);
    }

    /** Says that this node does not have the group any more. The members of other nodes are none here from now on. */
    void end() {
        List<PeerId> all = List.copyOf(said);
        said = Set.of();
        sequence++;
        if (!all.isEmpty()) {
            parties.values().forEach(party -> send(party, message(Kind.CHANGE, false, 0, all, List.of())));
        }
        over = true;
        cluster.close(watch);
        directory.groups().disown(group.id());
        List.copyOf(parties.values()).forEach(this::remove);
    }

    // ---- who has the group

    @Override
    public void owned(ServerNode owner) {
        group.change(in -> {
            if (!over && parties.putIfAbsent(owner, new Party(owner)) == null) {
                due();
            }
        });
    }

    @Override
    public void disowned(ServerNode owner) {
        group.change(in -> {
            Party party = parties.get(owner);
            if (party != null) {
                remove(party);
            }
        });
    }

    private void remove(Party party) {
        parties.remove(party.node());
        cluster.release(party.named().size());
        group.away(party.node(), party.named(), List.of());
    }

    List<GroupNode> nodes() {
        return parties.values().stream().map(Party::info).toList();
    }

    int parties() {
        return parties.size();
    }

    /** Members of other nodes, named or not, as those said last. */
    long remoteMembers() {
        return parties.values().stream().mapToLong(Party::members).sum();
    }

    // ---- what others say

    void hear(ServerNode from, ViewMessage message) {
        Party party = parties.get(from);
        if (party == null) { // its news that it has the group is still to come, then it is asked to say all again; or it has it no more
            cluster.count(Counter.VIEWS_IGNORED);
            return;
        }
        boolean nothingNamed = party.named().isEmpty();
        boolean missed = party.isToBeAsked(cluster.now());
        Party.Difference difference = party.hear(message);
        List<PeerId> removed = difference.removed();
        cluster.release(removed.size());
        if (cluster.reserve(difference.added().size())) {
            group.away(from, removed, difference.added());
            if (nothingNamed && !difference.added().isEmpty()) {
                group.mix(difference.added());
            }
        } else {
            giveUp(party, difference);
        }
        if (message.ask()) {
            party.owedAll(true);
        }
        // what was missed is asked for once at a time, and again when the far end says that nothing has changed
        if (message.ask() || (!missed || message.kind() == Kind.CHECK) && party.isToBeAsked(cluster.now())) {
            due();
        }
    }

    /** There are too many members of other nodes: none of this one's, then. */
    private void giveUp(Party party, Party.Difference difference) {
        cluster.count(Counter.LIMITED);
        cluster.release(party.named().size() - difference.added().size());
        List<PeerId> all = new ArrayList<>(party.named());
        all.addAll(difference.removed());
        group.away(party.node(), all, List.of());
        party.forget(cluster.now() + CHECK_EVERY);
    }

    // ---- what this node says

    void joined(PeerId peer) {
        sample.joined(peer);
        due();
    }

    void left() {
        due();
    }

    private void due() {
        if (!due) {
            due = true;
            cluster.due(this);
        }
    }

    /** Says what has changed, unless that would be too soon after the last time. */
    void say(long now) {
        if (!over) {
            due = false;
            if (now - saidAt < INTERVAL) {
                due();
            } else {
                say(now, false);
            }
        }
    }

    /** Says that nothing has changed, or what has. */
    void check(long now) {
        if (!over && isToBeChecked(now)) {
            say(now, true);
        }
    }

    /** Whether nothing was said to all for long. Any thread. */
    boolean isToBeChecked(long now) {
        return now - toldAllAt >= CHECK_EVERY;
    }

    private void say(long now, boolean check) {
        saidAt = now;
        if (parties.isEmpty()) {
            toldAllAt = now;
            return;
        }
        Set<PeerId> chosen = sample.choose(group.local(), size());
        List<PeerId> removed = Party.without(said, chosen);
        List<PeerId> added = Party.without(chosen, said);
        boolean changed = !removed.isEmpty() || !added.isEmpty();
        said = chosen;
        if (changed || check) {
            toldAllAt = now;
        }
        sequence += changed ? 1 : 0;
        long digest = ViewMessage.digest(said);
        for (Party party : parties.values()) {
            boolean ask = party.isToBeAsked(now);
            if (party.isOwedAll()) {
                send(party, message(Kind.WHOLE, ask, digest, List.of(), List.copyOf(said)));
            } else if (changed) {
                send(party, message(Kind.CHANGE, ask, digest, removed, added));
            } else if (ask || check) {
                send(party, message(Kind.CHECK, ask, digest, List.of(), List.of()));
            }
        }
    }

    private ViewMessage message(Kind kind, boolean ask, long digest, List<PeerId> removed, List<PeerId> added) {
        return new ViewMessage(kind, ask, group.id(), group.local().size(), sequence, digest, removed, added);
    }

    private void send(Party party, ViewMessage message) {
        byte[] bytes = message.encode();
        boolean queued = party.node().send(ViewMessage.TOPIC, AmfByteArray.of(bytes)).isQueued();
        party.owedAll(!queued);
        if (queued) {
            cluster.sent(bytes.length);
        } else {
            cluster.count(Counter.VIEWS_DROPPED);
            due();
        }
    }

    /** Members that are named at most: the more nodes, the fewer of each. */
    private int size() {
        int each = NAMED_BY_ALL / Math.max(1, parties.size());
        return Math.max(LEAST, Math.min(ViewMessage.MAX_NAMED, Integer.highestOneBit(each)));
    }
}
