package org.stratocumulus.streams.internal;

import java.util.ArrayDeque;
import org.stratocumulus.session.WriteReceipt;

/** The messages of one media flow that are on their way, to learn which were given up. Confined to a loop. */
final class Backlog {
    /** Messages on their way at a time, however small they are. */
    static final int MAX_MESSAGES = 4096;

    private record Sent(WriteReceipt receipt, boolean independent) {
    }

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private long abandoned;

    /** @param independent whether it is of use without those before it */
    void add(WriteReceipt receipt, boolean independent) {
        sent.add(new Sent(receipt, independent));
    }

    boolean isFull() {
        return sent.size() >= MAX_MESSAGES;
    }

    /**
     * Takes out what has been settled. What depends on an abandoned message is abandoned with it.
     *
     * @return whether a message that depends on those written before is of use
     */
    boolean settle() {
        boolean intact = true;
        while (!sent.isEmpty()) {
            Sent first = sent.peekFirst();
            if (first.receipt().isAbandoned()) {
                intact = false;
                abandoned++;
            } else if (!intact && !first.independent()) {
                if (!first.receipt().isDelivered()) {
                    first.receipt().abandon();
                    abandoned++;
                }
            } else {
                intact = true;
                if (!first.receipt().isDelivered()) {
                    break;
                }
            }
            sent.pollFirst();
        }
        return intact;
    }

    /** Gives up all that is not delivered. */
    void abandon() {
        sent.forEach(message -> message.receipt().abandon());
        sent.clear();
    }

    /** Messages found abandoned since this was asked last. */
    long takeAbandoned() {
        long count = abandoned;
        abandoned = 0;
        return count;
    }
}
