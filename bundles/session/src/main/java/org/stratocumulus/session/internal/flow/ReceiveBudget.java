package org.stratocumulus.session.internal.flow;

/** Bytes that wait in all receiving flows of one session, up to {@link FlowLimits#sessionReceiveBytes}. */
final class ReceiveBudget {
    private int left;

    ReceiveBudget(int capacity) {
        left = capacity;
    }

    int left() {
        return left;
    }

    /** Takes bytes that are left. */
    void take(int bytes) {
        left -= bytes;
    }

    void giveBack(int bytes) {
        left += bytes;
    }
}
