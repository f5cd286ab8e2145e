package org.stratocumulus.session;

/** Order in which the flows of one session share its transmission budget (RFC 7016 section 3.6.1.2); later constants go first. */
public enum Priority {
    /** What may wait for everything else. */
    BACKGROUND(false),
    /** Large transfers. */
    BULK(false),
    /** Data messages, group messages. */
    DATA(false),
    /** Commands. */
    ROUTINE(false),
    /** Video: time critical. */
    VIDEO(true),
    /** Audio: time critical. */
    AUDIO(true);

    private final boolean timeCritical;

    Priority(boolean timeCritical) {
        this.timeCritical = timeCritical;
    }

    /** Whether packets with this data carry the Time Critical flag (section 3.5.2.1 and appendix A). */
    public boolean timeCritical() {
        return timeCritical;
    }
}
