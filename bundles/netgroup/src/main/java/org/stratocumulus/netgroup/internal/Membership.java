package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;

/**
 * One client in one group. Confined to the client's loop but for what the group calls: the methods of {@link LocalMember}.
 *
 * <pre>
 *  ASKED --accepted--> JOINED --last flow's end, limit--> OVER
 *        --refused, last flow's end--> OVER
 * </pre>
 */
final class Membership implements LocalMember {
    private enum State { ASKED, JOINED, OVER }

    private final ClientConnection connection;
    private final GroupId id;
    private final NetGroupNode node;
    private final Consumer<Membership> whenOver;
    /** The flows by which the client has joined; it is told of others on the first that takes it. */
    private final List<GroupFlow> flows = new ArrayList<>(1);
    private final AtomicLong introductions = new AtomicLong();
    private State state = State.ASKED;
    /** Written by the group, then {@link #left} is read; the other way round on the loop: so one of them sees the other. */
    private volatile Group group;
    private volatile boolean left;

    /** @param whenOver runs on the loop when this is no membership any more */
    Membership(ClientConnection connection, GroupId id, NetGroupNode node, Consumer<Membership> whenOver) {
        this.connection = connection;
        this.id = id;
        this.node = node;
        this.whenOver = whenOver;
    }

    /** Asks the applications of the client's path, and joins when they agree. */
    void ask() {
        connection.applications().joinGroup(id, this::decided);
    }

    private void decided(Decision decision) {
        if (state == State.OVER) {
            if (decision.accepted()) {
                connection.applications().leaveGroup(id);
            }
        } else if (decision.accepted()) {
            state = State.JOINED;
            node.join(id, this);
        } else {
            node.counters().count(Counter.REFUSED);
            over();
        }
    }

    /** A further flow or message by which the client joins: it is told of others again. */
    void joinAgain() {
        Group its = group;
        if (state == State.JOINED && its != null) {
            node.welcomeAgain(its, this);
        }
    }

    void add(GroupFlow flow) {
        flows.add(flow);
    }

    /** One of its flows has ended. */
    void remove(GroupFlow flow) {
        flows.remove(flow);
        if (flows.isEmpty()) {
            close();
        }
    }

    /** Ends it, whatever flows there are. */
    void close() {
        if (state == State.OVER) {
            return;
        }
        if (state == State.JOINED) {
            connection.applications().leaveGroup(id);
            left = true;
            Group its = group;
            if (its != null) {
                node.leave(its, this);
            }
        }
        over();
    }

    private void over() {
        state = State.OVER;
        whenOver.accept(this);
        List.copyOf(flows).forEach(GroupFlow::reject);
        flows.clear();
    }

    // ---- called by the group

    @Override
    public boolean enter(Group joined) {
        group = joined;
        return !left;
    }

    @Override
    public void refused() {
        node.counters().count(Counter.LIMITED);
        connection.loop().execute(this::close);
    }

    @Override
    public PeerId peer() {
        return connection.id();
    }

    @Override
    public void introduce(List<PeerId> others) {
        try {
            connection.loop().execute(() -> tell(others));
        } catch (RejectedExecutionException e) { // the loop has ended, and every client on it
            node.counters().count(Counter.INTRODUCTIONS_DROPPED);
        }
    }

    private void tell(List<PeerId> others) {
        for (PeerId other : others) {
            boolean told = state == State.JOINED && flows.stream().anyMatch(flow -> flow.tell(other));
            node.counters().count(told ? Counter.INTRODUCTIONS : Counter.INTRODUCTIONS_DROPPED);
            if (told) {
                introductions.incrementAndGet();
            }
        }
    }

    @Override
    public MemberInfo info() {
        String address = connection.address().getAddress().getHostAddress();
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return new MemberInfo(peer(), "", connection.path(), host + ":" + connection.address().getPort(), false, introductions.get());
    }
}
