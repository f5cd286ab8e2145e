package org.stratocumulus.relay.internal;

/** So many units for each stretch of time, of which all may be used at once. Confined to the relay's loop. */
final class Allowance {
    private final long stretchMillis;
    private long units;
    /** With fractions: what one millisecond brings may be less than one unit. */
    private double credit;
    private long filledAt;

    /** Begins full. */
    Allowance(long units, long stretchMillis, long now) {
        this.units = units;
        this.stretchMillis = stretchMillis;
        this.credit = units;
        this.filledAt = now;
    }

    /** Changes how many there are; what is left beyond it is lost. */
    void units(long newUnits, long now) {
        fill(now);
        units = newUnits;
        credit = Math.min(credit, newUnits);
    }

    /** Whether so many are left. */
    boolean has(long wanted, long now) {
        fill(now);
        return credit >= wanted;
    }

    /** Takes what {@link #has} has said is there. */
    void take(long wanted) {
        credit -= wanted;
    }

    /** Whether nothing of it is used: it need not be remembered. */
    boolean isFull(long now) {
        fill(now);
        return credit >= units;
    }

    private void fill(long now) {
        long elapsed = Math.max(0, now - filledAt);
        credit = Math.min(units, credit + (double) units * elapsed / stretchMillis);
        filledAt = now;
    }
}
