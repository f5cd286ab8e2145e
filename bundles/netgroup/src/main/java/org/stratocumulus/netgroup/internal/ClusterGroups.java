package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;

/** The groups of this node among those of others, while there is a directory; without one each group is this node's alone. Any thread. */
public final class ClusterGroups implements ClusterMessageHandler {
    /** The handler's topic. */
    public static final String TOPIC = ViewMessage.TOPIC;
    /** Milliseconds between two ticks. */
    public static final long TICK = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterGroups.class);
    private static final long LOOK_EVERY = 1_000;

    private final NetGroupNode node;
    private final Queue<Sharing> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger named = new AtomicInteger();
    private volatile ClusterDirectory directory;
    private volatile long now;
    private long lookedAt;

    ClusterGroups(NetGroupNode node) {
        this.node = node;
    }

    /** There is a directory: this node's groups are shared from now on. */
    public void connect(ClusterDirectory with) {
        directory = with;
        node.groups().forEach(group -> group.change(in -> { }));
    }

    /** This directory goes: the members of other nodes are none any more, those of this node stay. Harmless for a former one. */
    public void disconnect(ClusterDirectory from) {
        if (directory == from) {
            connect(null);
        }
    }

    /** Null without one. */
    ClusterDirectory directory() {
        return directory;
    }

    /** Time passes: to be called each {@link #TICK} by one thread at a time. */
    public void tick(long millis) {
        now = millis;
        List<Sharing> batch = new ArrayList<>();
        for (Sharing next = due.poll(); next != null; next = due.poll()) {
            batch.add(next); // who is due again is due at the next tick
        }
        batch.forEach(sharing -> sharing.group().change(in -> sharing.say(millis)));
        if (millis - lookedAt >= LOOK_EVERY) {
            lookedAt = millis;
            node.groups().forEach(group -> group.check(millis));
        }
    }

    /** Time of the last tick. */
    long now() {
        return now;
    }

    void due(Sharing sharing) {
        due.add(sharing);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        byte[] bytes = AmfByteArray.alone(values);
        ViewMessage message = bytes == null ? null : ViewMessage.decode(bytes);
        if (message == null) {
            count(Counter.VIEWS_MALFORMED);
            return;
        }
        count(Counter.VIEWS_RECEIVED);
        Group group = node.group(message.group());
        if (group == null) {
            count(Counter.VIEWS_IGNORED);
        } else {
            group.hear(from, message);
        }
    }

    // ---- called by groups

    /** Makes room for members of other nodes. @return false when there would be too many */
    boolean reserve(int more) {
        if (named.addAndGet(more) > node.settings().remoteMembers() && more > 0) {
            named.addAndGet(-more);
            return false;
        }
        return true;
    }

    void release(int fewer) {
        named.addAndGet(-fewer);
    }

    /** Members of other nodes that are known here, once for each group and node. */
    int named() {
        return named.get();
    }

    void count(Counter counter) {
        node.counters().count(counter);
    }

    void sent(int bytes) {
        node.counters().count(Counter.VIEWS_SENT);
        node.counters().add(Counter.VIEW_BYTES_SENT, bytes);
    }

    /** Closes a watch, whatever the directory makes of it. */
    void close(AutoCloseable watch) {
        try {
            if (watch != null) {
                watch.close();
            }
        } catch (Exception e) { // the directory is about to go
            LOG.debug("a watch could not be closed", e);
        }
    }
}
