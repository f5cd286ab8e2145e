package org.stratocumulus.session.internal.flow;

/** Bytes that wait in all receiving flows of one session, up to {@link FlowLimits#sessionReceiveBytes}. */
final class ReceiveBudget {
    private final int capacity;
    private int taken;

    ReceiveBudget(int capacity) {
        this.capacity = capacity;
    }

    int left() {
        return capacity - taken;
    }

    int taken() {
        return taken;
    }

    /** Takes bytes that are left. */
    void take(int bytes) {
        taken += bytes;
    }

    void giveBack(int bytes) {
        taken -= bytes;
    }
}
