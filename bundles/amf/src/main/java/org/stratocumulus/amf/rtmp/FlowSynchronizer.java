package org.stratocumulus.amf.rtmp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The receiving side of Flow Synchronization for one flow association tree (RFC 7425 5.2): a flow that delivered a Flow Sync is
 * suspended until as many flows as the message counts have delivered one with the same sync id; what arrives on it meanwhile is held
 * and comes out in order afterwards.
 *
 * <p>What is held is bounded. When a message would exceed {@code maxHeldMessages} or {@code maxHeldBytes}, or a barrier
 * {@code maxBarriers}, the oldest barrier is lifted as if it were complete, until there is room: order across flows is given up, order
 * within a flow never, and no message is lost. A caller that gives barriers a deadline calls {@link #liftAll}.
 *
 * <p>Confined to one thread. The output may not call back into the synchronizer.
 *
 * @param <M> what the caller takes for a message
 */
public final class FlowSynchronizer<M> {

    /**
     * Bounds of one synchronizer, each at least 1.
     *
     * @param maxBarriers barriers waiting at a time
     * @param maxHeldMessages messages held on all flows together, the Flow Sync messages included
     * @param maxHeldBytes bytes held on all flows together
     */
    public record Limits(int maxBarriers, int maxHeldMessages, int maxHeldBytes) {

        /** 16 barriers, 1024 messages, 4 MiB. */
        public static final Limits DEFAULT = new Limits(16, 1024, 4 << 20);

        /** @throws IllegalArgumentException when a limit is below 1 */
        public Limits {
            if (maxBarriers < 1 || maxHeldMessages < 1 || maxHeldBytes < 1) {
                throw new IllegalArgumentException("every limit is at least 1");
            }
        }
    }

    /** A message of a suspended flow, or a Flow Sync among them. */
    private record Held<M>(M message, int bytes, UserControl.FlowSync sync) {
    }

    private static final class Barrier {
        private final long count;
        private final Set<Long> flows = new LinkedHashSet<>();

        private Barrier(long count) {
            this.count = count;
        }
    }

    private final Limits limits;
    private final Consumer<? super M> output;
    private final Map<Long, Barrier> barriers = new LinkedHashMap<>(); // by sync id, oldest first
    private final Map<Long, Deque<Held<M>>> suspended = new LinkedHashMap<>(); // by flow
    private int queued;
    private int heldBytes;
    private long lifted;

    /**
     * @param limits bounds
     * @param output takes the messages that may be delivered, in order
     */
    public FlowSynchronizer(Limits limits, Consumer<? super M> output) {
        this.limits = limits;
        this.output = output;
    }

    /**
     * Takes a message that is no Flow Sync.
     *
     * @param flow the receiving flow's id, unique in the tree
     * @param message handed to the output now, or when the flow's barrier opens
     * @param bytes its length, at least 0
     */
    public void message(long flow, M message, int bytes) {
        if (!suspended.containsKey(flow)) {
            output.accept(message);
            return;
        }
        hold(flow, new Held<>(message, bytes, null));
    }

    /** Takes a Flow Sync message of a flow. A count of 0 is read as 1: the barrier opens at once. */
    public void sync(long flow, UserControl.FlowSync sync) {
        if (suspended.containsKey(flow)) {
            hold(flow, new Held<>(null, 0, sync));
        } else {
            suspend(flow, sync, new ArrayDeque<>());
            settle();
        }
    }

    /** @return whether messages of this flow are being held */
    public boolean isSuspended(long flow) {
        return suspended.containsKey(flow);
    }

    /** @return number of messages held, the Flow Sync messages that suspend a flow or wait behind it included */
    public int heldMessages() {
        return queued + suspended.size();
    }

    /** @return number of barriers waiting */
    public int waitingBarriers() {
        return barriers.size();
    }

    /** @return number of barriers lifted before they were complete, for counters */
    public long liftedBarriers() {
        return lifted;
    }

    /** Lifts every barrier and delivers everything held; for a deadline or the end of the connection. */
    public void liftAll() {
        while (!barriers.isEmpty()) {
            liftOldest();
        }
    }

    private void hold(long flow, Held<M> held) {
        while (suspended.containsKey(flow) && (heldMessages() >= limits.maxHeldMessages()
                || held.bytes() > limits.maxHeldBytes() - heldBytes)) {
            liftOldest();
        }
        settle();
        Deque<Held<M>> queue = suspended.get(flow);
        if (queue != null) {
            queue.add(held);
            queued++;
            heldBytes += held.bytes();
        } else if (held.sync() != null) {
            sync(flow, held.sync());
        } else {
            output.accept(held.message());
        }
    }

    private void suspend(long flow, UserControl.FlowSync sync, Deque<Held<M>> queue) {
        suspended.put(flow, queue);
        barriers.computeIfAbsent(sync.syncId(), id -> new Barrier(Math.max(1, sync.count()))).flows.add(flow);
    }

    /** Opens barriers until none is complete and no more wait than may: what was held may complete or begin further ones. */
    private void settle() {
        while (openOneCompleted() || exceeded()) {
            if (exceeded()) {
                liftOldest();
            }
        }
    }

    private boolean exceeded() {
        return barriers.size() > limits.maxBarriers() || heldMessages() > limits.maxHeldMessages();
    }

    private boolean openOneCompleted() {
        for (Map.Entry<Long, Barrier> entry : barriers.entrySet()) {
            if (entry.getValue().flows.size() >= entry.getValue().count) {
                resume(barriers.remove(entry.getKey()));
                return true;
            }
        }
        return false;
    }

    private void liftOldest() {
        lifted++;
        resume(barriers.remove(barriers.keySet().iterator().next()));
    }

    /** Delivers what the barrier's flows held, each up to its next Flow Sync; that one suspends it again with the rest. */
    private void resume(Barrier barrier) {
        for (Long flow : barrier.flows) {
            Deque<Held<M>> queue = suspended.remove(flow);
            while (!queue.isEmpty() && !suspended.containsKey(flow)) {
                Held<M> held = queue.poll();
                queued--;
                heldBytes -= held.bytes();
                if (held.sync() != null) {
                    suspend(flow, held.sync(), queue);
                } else {
                    output.accept(held.message());
                }
            }
        }
    }
}
