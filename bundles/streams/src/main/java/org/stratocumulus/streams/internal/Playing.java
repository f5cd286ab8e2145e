package org.stratocumulus.streams.internal;

import java.util.Map;
import org.stratocumulus.amf.rtmp.UserControl.StreamEventType;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.streams.internal.StreamCounters.Counter;

/**
 * A stream in the role of a player, from the command to the end.
 *
 * <pre>
 *   ASKED --accepted--> LIVE --> OVER
 *     +----refused, ended--------^
 * </pre>
 *
 * Confined to the connection's loop.
 */
final class Playing implements Role {
    private enum State { ASKED, LIVE, OVER }

    private final ClientConnection connection;
    private final StreamFlows flows;
    private final LoopStreams loop;
    private final PlayRequest request;
    private final StreamKey key;
    private final Subscription subscription;
    private State state = State.ASKED;

    Playing(ClientConnection connection, StreamFlows flows, LoopStreams loop, PlayRequest request, Reception reception) {
        this.connection = connection;
        this.flows = flows;
        this.loop = loop;
        this.request = request;
        this.key = StreamKey.of(loop.settings().global(), connection.path(), request.name());
        this.subscription = new Subscription(connection.id(), flows, request, reception, loop, this::overflow);
    }

    /** Asks the application. */
    void ask() {
        connection.applications().subscribe(request.name(), this::decided);
    }

    private void decided(Decision decision) {
        if (state == State.OVER) {
            if (decision.accepted()) {
                connection.applications().unsubscribe(request.name());
            }
        } else if (!decision.accepted()) {
            refuse(decision.reason().isEmpty() ? request.name() + " is refused." : decision.reason(), decision.details());
        } else if (!loop.names().subscribe(key, loop.settings().subscribers())) {
            connection.applications().unsubscribe(request.name());
            refuse(request.name() + " has as many subscribers as it may.", loop.redirect(connection));
        } else {
            start();
        }
    }

    private void start() {
        state = State.LIVE;
        loop.counters().count(Counter.PLAYED);
        flows.event(StreamEventType.BEGIN);
        if (request.reset()) {
            flows.status(StatusCode.PLAY_RESET, "Playing and resetting " + request.name() + ".", request.name());
        }
        flows.status(StatusCode.PLAY_START, "Started playing " + request.name() + ".", request.name());
        loop.audience(key).add(subscription);
    }

    private void refuse(String description, Map<String, Object> ex) {
        state = State.OVER;
        loop.counters().count(Counter.PLAY_REFUSED);
        flows.refusal(StatusCode.PLAY_FAILED, description, request.name(), ex);
        loop.leave(connection);
    }

    private void overflow() {
        if (finish()) {
            flows.abort();
            flows.status(StatusCode.PLAY_FAILED, "What waits for this client has exceeded its limit.", request.name());
        }
    }

    @Override
    public void videoResumed() {
        subscription.videoResumed();
    }

    @Override
    public void bufferChanged() {
        subscription.setDeadlines();
    }

    @Override
    public void paused(boolean now) {
        if (state == State.LIVE) {
            flows.status(now ? StatusCode.PAUSE_NOTIFY : StatusCode.UNPAUSE_NOTIFY,
                (now ? "Pausing " : "Unpausing ") + request.name() + ".", request.name());
            if (!now) {
                subscription.resumed();
            }
        }
    }

    @Override
    public void end() {
        if (finish()) {
            flows.closeMedia();
            if (!subscription.hasSeenEnd()) {
                flows.event(StreamEventType.EOF);
            }
            flows.status(StatusCode.PLAY_STOP, "Stopped playing " + request.name() + ".", request.name());
        }
    }

    /** Goes over. @return whether it had been live */
    private boolean finish() {
        if (state == State.OVER) {
            return false;
        }
        boolean live = state == State.LIVE;
        state = State.OVER;
        loop.leave(connection);
        if (live) {
            loop.audience(key).remove(subscription);
            loop.names().unsubscribe(key);
            connection.applications().unsubscribe(request.name());
        }
        return live;
    }
}
