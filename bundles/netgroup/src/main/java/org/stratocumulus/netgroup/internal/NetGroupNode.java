package org.stratocumulus.netgroup.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.group.NetGroups;
import org.stratocumulus.api.group.VirtualMember;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;
import org.stratocumulus.session.RecvFlow;

/** Every group of this node, over all event loops. Any thread may use it. */
public final class NetGroupNode implements FlowHandler, NetGroups {
    private final Map<GroupId, Group> groups = new ConcurrentHashMap<>();
    private final Map<ClientConnection, ClientGroups> clients = new ConcurrentHashMap<>();
    private final AtomicInteger groupCount = new AtomicInteger();
    private final AtomicInteger virtualCount = new AtomicInteger();
    private final GroupCounters counters = new GroupCounters();
    private final ClusterGroups cluster = new ClusterGroups(this);
    private final LongSupplier seeds;
    private volatile NetGroupSettings settings;
    private volatile boolean closed;

    /** @param seeds a number for each group, not to be foreseen; any thread */
    public NetGroupNode(NetGroupSettings settings, LongSupplier seeds) {
        this.settings = settings;
        this.seeds = seeds;
    }

    /** Replaces the limits; who is a member stays one. */
    public void settings(NetGroupSettings replacement) {
        settings = replacement;
    }

    /** The limits of the moment. */
    public NetGroupSettings settings() {
        return settings;
    }

    /** These groups among those of other nodes. */
    public ClusterGroups cluster() {
        return cluster;
    }

    GroupCounters counters() {
        return counters;
    }

    // ---- flows of clients

    @Override
    public boolean handles(byte[] metadata) {
        return FlowMetadata.decode(metadata) instanceof FlowMetadata.Group;
    }

    @Override
    public void flowOpened(ClientConnection connection, RecvFlow flow) {
        if (closed) {
            flow.reject(0);
        } else {
            clients.computeIfAbsent(connection, c -> new ClientGroups(c, this)).flowOpened(flow);
        }
    }

    /** Its memberships end before its session does. */
    @Override
    public void disconnected(ClientConnection connection) {
        ClientGroups gone = clients.remove(connection);
        if (gone != null) {
            gone.close();
        }
    }

    /** Rejects every group flow, so that clients know; their sessions stay. Members are not told of each other any more. */
    public void close() {
        closed = true;
        cluster.connect(null);
        clients.forEach((connection, its) -> connection.loop().execute(() -> {
            clients.remove(connection);
            its.close();
        }));
    }

    // ---- membership

    /** Takes the member in, or has it refused for a limit; both happen now or soon. */
    void join(GroupId id, LocalMember member) {
        change(id, group -> {
            if (!member.enter(group)) {
                return; // it has left before it came
            }
            if (group.join(member, settings.members())) {
                counters.count(Counter.JOINS);
            } else {
                member.refused();
            }
        }, member::refused);
    }

    /** Takes a member of a group out. */
    void leave(Group group, LocalMember member) {
        group.change(in -> {
            if (in.leave(member)) {
                counters.count(Counter.LEAVES);
            }
        });
    }

    /** Tells a member of others once more. */
    void welcomeAgain(Group group, LocalMember member) {
        group.change(in -> in.welcomeAgain(member));
    }

    @Override
    public VirtualMember addVirtualMember(GroupId id, PeerId peer) {
        if (virtualCount.incrementAndGet() > settings.virtualMembers()) {
            virtualCount.decrementAndGet();
            throw new IllegalStateException("netgroup.virtualMembers: there are " + settings.virtualMembers() + " already");
        }
        Registration registration = new Registration(id, peer);
        if (change(id, registration::enter, () -> { }) == null) {
            virtualCount.decrementAndGet();
            throw new IllegalStateException("netgroup.groups: there are " + settings.groups() + " already");
        }
        return registration;
    }

    /**
     * Makes a change to the group, which begins with it if it is not there.
     *
     * @param impossible runs when there are too many groups
     * @return the group; null when there are too many
     */
    private Group change(GroupId id, Group.Change change, Runnable impossible) {
        Group group = groups.computeIfAbsent(id, this::begin);
        if (group == null) {
            impossible.run();
        } else {
            // a group that has just become empty is over for good; its successor takes the change
            group.change(change, () -> change(id, change, impossible));
        }
        return group;
    }

    private Group begin(GroupId id) {
        if (groupCount.incrementAndGet() > settings.groups()) {
            groupCount.decrementAndGet();
            return null;
        }
        return new Group(id, seeds.getAsLong(), cluster, this::end);
    }

    private void end(Group group) {
        if (groups.remove(group.id(), group)) {
            groupCount.decrementAndGet();
        }
    }

    // ---- what there is

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    Group group(GroupId id) {
        return groups.get(id);
    }

    private final class Registration implements VirtualMember {
        private final GroupId group;
        private final PeerId peer;
        private final AtomicBoolean done = new AtomicBoolean();
        /** Written by the group, then {@link #done} is read; the other way round at the end: so one of them sees the other. */
        private volatile Group joined;
        /** Belongs to the group. */
        private boolean added;

        private Registration(GroupId group, PeerId peer) {
            this.group = group;
            this.peer = peer;
        }

        @Override
        public GroupId group() {
            return group;
        }

        @Override
        public PeerId peer() {
            return peer;
        }

        @Override
        public void close() {
            if (done.compareAndSet(false, true)) {
                virtualCount.decrementAndGet();
                Group its = joined;
                if (its != null) {
                    its.change(this::exit);
                }
            }
        }

        private void enter(Group in) {
            joined = in;
            if (!done.get()) {
                in.addByHand(peer);
                added = true;
            }
        }

        private void exit(Group in) {
            if (added) {
                in.removeByHand(peer);
                added = false;
            }
        }
    }
}
