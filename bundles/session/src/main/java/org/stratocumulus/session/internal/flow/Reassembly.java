package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.chunk.UserData.Fragmentation;
import org.stratocumulus.session.RecvFlow.Order;
import org.stratocumulus.session.internal.flow.HeldFragments.Held;

/**
 * Buffers the fragments of one receiving flow and makes messages of them (RFC 7016 section 3.6.3.3). What comes in order
 * goes straight into its message; only what comes too early is held.
 */
final class Reassembly {
    /** Who takes the messages; may end the flow at any call. */
    interface Sink {
        /** Order of delivery at the moment. */
        Order order();

        void deliver(byte[] message, int lostBefore);

        /** A message exceeds what may be received. */
        void tooMuch();

        /** Whether more is wanted. */
        boolean isOpen();
    }

    private final Sink sink;
    private final FlowLimits limits;
    private final ReceiveBudget budget;
    /** {@link HeldFragments#NONE} while nothing is held. */
    private HeldFragments held = HeldFragments.NONE;
    /** Null while no message has begun. */
    private PartialMessage partial;
    /** The sequence number after the last one that was delivered, taken into the partial message, or passed over. */
    private long expected = 1;
    private int lost;
    private boolean afterGap;

    Reassembly(Sink sink, FlowLimits limits, ReceiveBudget budget) {
        this.sink = sink;
        this.limits = limits;
        this.budget = budget;
    }

    /** Bytes that wait for a gap to close; what is in order counts for {@link FlowLimits#maxMessage} instead. */
    int heldBytes() {
        return held.cost();
    }

    /**
     * A fragment not seen before, of a flow that is open.
     *
     * @param cumulative CSN with this fragment
     */
    void add(long number, Fragmentation fragmentation, byte[] array, int offset, int length, long cumulative) {
        if (number <= cumulative && number < held.firstNumber()) {
            consume(number, fragmentation, array, offset, length);
        } else if (sink.order() == Order.ARRIVAL && fragmentation == Fragmentation.WHOLE) {
            sink.deliver(copy(array, offset, length), 0);
        } else {
            hold(new Held(number, fragmentation, copy(array, offset, length)));
        }
    }

    private void hold(Held fragment) {
        budget.take(fragment.cost());
        held = held == HeldFragments.NONE ? new HeldFragments() : held;
        int place = held.insert(fragment);
        if (sink.order() == Order.ARRIVAL) {
            int before = held.cost();
            byte[] message = held.takeMessage(place);
            budget.giveBack(before - held.cost());
            if (message != null) {
                sink.deliver(message, 0);
            }
        }
    }

    /** CSN has moved: consumes what has become in order, and passes over what the sender abandoned. */
    void advance(long cumulative) {
        while (sink.isOpen() && held.firstNumber() <= cumulative) {
            Held first = held.removeFirst();
            budget.giveBack(first.cost());
            consume(first.sequenceNumber(), first.fragmentation(), first.data(), 0, first.data().length);
        }
        letGoOfEmpty();
        if (sink.isOpen() && expected <= cumulative) {
            gap();
            expected = cumulative + 1;
        }
    }

    /** Hands over what is whole already, because order does not matter any more. */
    void deliverHeld() {
        while (sink.isOpen()) {
            int before = held.cost();
            byte[] message = held.takeAnyMessage();
            budget.giveBack(before - held.cost());
            if (message == null) {
                return;
            }
            sink.deliver(message, 0);
        }
    }

    /** Drops everything (section 3.6.3.7). */
    void clear() {
        budget.giveBack(held.cost());
        held = HeldFragments.NONE;
        dropPartial();
    }

    private void letGoOfEmpty() {
        held = held.isEmpty() ? HeldFragments.NONE : held;
    }

    private void dropPartial() {
        budget.giveBack(partialCost());
        partial = null;
    }

    private int partialCost() {
        return partial == null ? 0 : partial.cost();
    }

    private void consume(long number, Fragmentation fragmentation, byte[] array, int offset, int length) {
        boolean continues = fragmentation == Fragmentation.MIDDLE || fragmentation == Fragmentation.END;
        // RFC 7016 3.6.3.3: numbers between that never came, a message without an end, or one without a beginning
        if (number != expected || partial != null != continues) {
            gap();
        }
        expected = number + 1;
        if (fragmentation == Fragmentation.WHOLE) {
            deliver(copy(array, offset, length));
        } else if (fragmentation == Fragmentation.BEGIN) {
            partial = new PartialMessage();
            afterGap = false;
            append(array, offset, length, false);
        } else if (partial != null) {
            append(array, offset, length, fragmentation == Fragmentation.END);
        }
    }

    private void append(byte[] array, int offset, int length, boolean end) {
        int capacity = end ? Math.max(partial.cost(), partial.length() + length)
                : partial.costWith(length, Math.min(limits.maxMessage(), partial.cost() + budget.left()));
        int more = capacity - partial.cost();
        if (partial.length() + length > limits.maxMessage() || more > budget.left()) {
            sink.tooMuch();
            return;
        }
        budget.take(more);
        partial.append(array, offset, length, capacity);
        if (end) {
            byte[] message = partial.bytes();
            dropPartial();
            deliver(message);
        }
    }

    private void deliver(byte[] message) {
        int before = lost;
        lost = 0;
        afterGap = false;
        sink.deliver(message, before);
    }

    /** RFC 7016 3.6.1.2: "a gap indication MUST be communicated". */
    private void gap() {
        dropPartial();
        if (!afterGap) {
            afterGap = true;
            lost++;
        }
    }

    private static byte[] copy(byte[] array, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }
}
