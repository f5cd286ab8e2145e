package org.stratocumulus.streams.internal;

import org.stratocumulus.session.WriteReceipt;

/**
 * The messages of one media flow that are on their way, to learn which were given up. A ring, so that a message costs nothing but its
 * receipt. Confined to a loop.
 */
final class Backlog {
    /** Messages on their way at a time, however small they are; a power of two. */
    static final int MAX_MESSAGES = 4096;

    private WriteReceipt[] receipts = new WriteReceipt[16];
    private boolean[] independent = new boolean[receipts.length];
    private int first;
    private int size;
    private long abandoned;

    /**
     * A message was written.
     *
     * @param alone whether it is of use without those before it
     * @throws IllegalStateException when it is full
     */
    void add(WriteReceipt receipt, boolean alone) {
        if (isFull()) {
            throw new IllegalStateException("MAX_MESSAGES");
        }
        if (size == receipts.length) {
            grow();
        }
        int at = first + size & receipts.length - 1;
        receipts[at] = receipt;
        independent[at] = alone;
        size++;
    }

    boolean isFull() {
        return size == MAX_MESSAGES;
    }

    /**
     * Takes out what has been settled. What depends on an abandoned message is abandoned with it.
     *
     * @return whether a message that depends on those written before is of use
     */
    boolean settle() {
        boolean intact = true;
        while (size > 0) {
            WriteReceipt receipt = receipts[first];
            if (receipt.isAbandoned()) {
                intact = false;
                abandoned++;
            } else if (!intact && !independent[first]) {
                if (!receipt.isDelivered()) {
                    receipt.abandon();
                    abandoned++;
                }
            } else {
                intact = true;
                if (!receipt.isDelivered()) {
                    break;
                }
            }
            remove();
        }
        return intact;
    }

    /** Gives up all that is not delivered. */
    void abandon() {
        while (size > 0) {
            receipts[first].abandon();
            remove();
        }
    }

    /** Messages found abandoned since this was asked last. */
    long takeAbandoned() {
        long count = abandoned;
        abandoned = 0;
        return count;
    }

    private void remove() {
        receipts[first] = null;
        first = first + 1 & receipts.length - 1;
        size--;
    }

    private void grow() {
        WriteReceipt[] moreReceipts = new WriteReceipt[2 * size];
        boolean[] moreIndependent = new boolean[2 * size];
        for (int i = 0; i < size; i++) {
            int at = first + i & receipts.length - 1;
            moreReceipts[i] = receipts[at];
            moreIndependent[i] = independent[at];
        }
        receipts = moreReceipts;
        independent = moreIndependent;
        first = 0;
    }
}
