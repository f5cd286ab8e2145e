package org.stratocumulus.balancing.internal;

import org.stratocumulus.balancing.internal.BalancingSettings.Admission;

/** How many clients this node takes per second: a bucket that holds one second's worth. Safe for all loops. */
final class AdmissionGate {
    private double tokens = Double.NaN;
    private long filledAt;

    /** Whether one more client may come now. */
    synchronized boolean isOpen(Admission limits, long now) {
        if (limits.handshakesPerSecond() == 0) {
            return true;
        }
        fill(limits.handshakesPerSecond(), now);
        return tokens >= 1;
    }

    /** One has come. */
    synchronized void admitted(Admission limits, long now) {
        if (limits.handshakesPerSecond() > 0) {
            fill(limits.handshakesPerSecond(), now);
            tokens = Math.max(0, tokens - 1);
        }
    }

    private void fill(int perSecond, long now) {
        double gained = Double.isNaN(tokens) ? perSecond : tokens + Math.max(0, now - filledAt) * (double) perSecond / 1000;
        tokens = Math.min(Math.max(1, perSecond), gained);
        filledAt = now;
    }
}
