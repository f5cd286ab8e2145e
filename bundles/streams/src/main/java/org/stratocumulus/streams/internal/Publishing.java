package org.stratocumulus.streams.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.streams.internal.StreamCounters.Counter;
import org.stratocumulus.streams.internal.StreamNames.Claim;

/**
 * A stream in the role of a publisher, from the command to the end.
 *
 * <pre>
 *   ASKED --accepted, name free--> CLAIMED --every loop knows--> LIVE --> OVER
 *     +-------refused, taken, ended-----+-----------ended------------------^
 * </pre>
 *
 * Confined to the connection's loop.
 */
final class Publishing implements Role {
    /** Messages held for a client that sends before it was answered. */
    static final int MAX_HELD_MESSAGES = 256;
    /** Their bytes. */
    static final int MAX_HELD_BYTES = 1 << 20;

    private enum State { ASKED, CLAIMED, LIVE, OVER }

    private record Held(RecvFlow flow, byte[] message, int lostBefore) {
    }

    private final ClientConnection connection;
    private final StreamFlows flows;
    private final LoopStreams loop;
    private final String name;
    private final Publication publication;
    private final Intake intake;
    private final Deque<Held> held = new ArrayDeque<>();
    private int heldBytes;
    private int overflowed;
    private State state = State.ASKED;

    Publishing(ClientConnection connection, StreamFlows flows, LoopStreams loop, String name) {
        this.connection = connection;
        this.flows = flows;
        this.loop = loop;
        this.name = name;
        StreamSettings settings = loop.settings();
        this.publication = new Publication(StreamKey.of(settings.global(), connection.path(), name), connection, loop);
        this.intake = new Intake(publication, settings.headerBytes(), loop.counters());
    }

    /** Asks the application, unless the answer is known. */
    void ask() {
        if (loop.names().find(publication.key()) != null) {
            refuse(Claim.TAKEN);
        } else {
            connection.applications().publish(name, this::decided);
        }
    }

    private void decided(Decision decision) {
        if (state == State.OVER) {
            if (decision.accepted()) {
                connection.applications().unpublish(name); // it came to nothing after all
            }
        } else if (!decision.accepted()) {
            refuse(decision.reason().isEmpty() ? name + " is refused." : decision.reason(), decision.details());
        } else {
            Claim claim = loop.names().claim(publication, loop.settings().publications());
            if (claim == Claim.GRANTED) {
                state = State.CLAIMED;
                loop.begun(publication, this::start);
            } else {
                connection.applications().unpublish(name);
                refuse(claim);
            }
        }
    }

    /** Whoever waited for the name is let in, on whatever loop, and gets the first message, too. */
    private void start() {
        if (state != State.CLAIMED) {
            return; // ended meanwhile
        }
        state = State.LIVE;
        loop.counters().count(Counter.PUBLISHED);
        flows.status(StatusCode.PUBLISH_START, name + " is now published.", name);
        while (!held.isEmpty() && state == State.LIVE) {
            Held first = held.poll();
            intake.message(first.flow(), first.message(), first.lostBefore());
        }
        if (overflowed > 0) {
            publication.lost(true, overflowed);
        }
    }

    private void refuse(Claim claim) {
        refuse(claim == Claim.TAKEN ? name + " is already published." : "This server has as many publications as it may.", Map.of());
    }

    private void refuse(String description, Map<String, Object> ex) {
        state = State.OVER;
        held.clear();
        loop.counters().count(Counter.PUBLISH_REFUSED);
        flows.refusal(StatusCode.PUBLISH_BAD_NAME, description, name, ex);
        loop.leave(connection);
    }

    @Override
    public void message(RecvFlow flow, byte[] message, int lostBefore) {
        if (state == State.LIVE) {
            intake.message(flow, message, lostBefore);
        } else if (state != State.OVER) {
            hold(flow, message, lostBefore);
        }
    }

    private void hold(RecvFlow flow, byte[] message, int lostBefore) {
        if (overflowed > 0 || held.size() >= MAX_HELD_MESSAGES || heldBytes + message.length > MAX_HELD_BYTES) {
            overflowed++; // none after the first that is missing: order is kept
        } else {
            held.add(new Held(flow, message, lostBefore));
            heldBytes += message.length;
        }
    }

    @Override
    public void flowClosed(RecvFlow flow) {
        intake.flowClosed(flow);
    }

    @Override
    public void end() {
        if (state == State.OVER) {
            return;
        }
        State former = state;
        state = State.OVER;
        held.clear();
        loop.leave(connection);
        if (former != State.ASKED) {
            publication.end();
            connection.applications().unpublish(name);
        }
        if (former == State.LIVE) {
            flows.status(StatusCode.UNPUBLISH_SUCCESS, name + " is now unpublished.", name);
        }
    }
}
