package org.stratocumulus.application.internal.connection;

import java.util.Map;
import java.util.function.Consumer;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.internal.app.Answer;
import org.stratocumulus.application.internal.app.Hook;
import org.stratocumulus.application.spi.ApplicationDispatch;
import org.stratocumulus.application.spi.Decision;

/** One client's decisions about streams and groups. Confined to the loop. */
final class ConnectionDispatch implements ApplicationDispatch {
    private interface Request {
        void put(Application application) throws RejectedException;
    }

    /** What a group's question weighs in the queue: its id. */
    private static final int GROUP_BYTES = GroupId.LENGTH;

    private final NetConnection client;

    ConnectionDispatch(NetConnection client) {
        this.client = client;
    }

    @Override
    public void publish(String stream, Consumer<Decision> result) {
        ask(Hook.PUBLISH, stream.length(), application -> application.publish(client, stream), () -> unpublish(stream), result);
    }

    @Override
    public void unpublish(String stream) {
        client.consultation().tell(Hook.UNPUBLISH, application -> {
            application.unpublish(client, stream);
            return null;
        });
    }

    @Override
    public void subscribe(String stream, Consumer<Decision> result) {
        ask(Hook.SUBSCRIBE, stream.length(), application -> application.subscribe(client, stream), () -> unsubscribe(stream), result);
    }

    @Override
    public void unsubscribe(String stream) {
        client.consultation().tell(Hook.UNSUBSCRIBE, application -> {
            application.unsubscribe(client, stream);
            return null;
        });
    }

    @Override
    public void joinGroup(GroupId group, Consumer<Decision> result) {
        ask(Hook.JOIN_GROUP, GROUP_BYTES, application -> application.joinGroup(client, group), () -> leaveGroup(group), result);
    }

    @Override
    public void leaveGroup(GroupId group) {
        client.consultation().tell(Hook.LEAVE_GROUP, application -> {
            application.leaveGroup(client, group);
            return null;
        });
    }

    private void ask(Hook hook, int bytes, Request request, Runnable undo, Consumer<Decision> result) {
        boolean queued = client.consultation().ask(hook, bytes, application -> {
            request.put(application);
            return null;
        }, answer -> settle(decision(answer), undo, result));
        if (!queued) {
            client.loop().execute(() -> settle(Decision.refused("too many requests are waiting"), undo, result));
        }
    }

    private void settle(Decision decision, Runnable undo, Consumer<Decision> result) {
        if (!client.isOver()) {
            result.accept(decision);
        } else if (decision.accepted()) {
            undo.run();
        }
    }

    private static Decision decision(Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            return new Decision(false, Refusals.reason(failed.cause()),
                failed.cause() instanceof RejectedException rejected ? rejected.details() : Map.of());
        }
        return answer instanceof Answer.Busy ? Decision.refused(Refusals.BUSY) : Decision.ACCEPTED;
    }
}
