package org.stratocumulus.session.internal.flow;

import org.stratocumulus.session.Delivery;

/**
 * The messages of one sending flow in the order of writing, and the place from which fragments have not been made yet (RFC
 * 7016 section 3.6.2.2; made when they are sent, so that what is never sent is never made).
 */
final class MessageQueue {
    private OutgoingMessage oldest;
    private OutgoingMessage newest;
    private OutgoingMessage uncut;

    void append(OutgoingMessage message) {
        if (oldest == null) {
            oldest = message;
        } else {
            newest.next = message;
        }
        newest = message;
        if (uncut == null) {
            uncut = message;
        }
    }

    /** The oldest message that is not all fragments yet, or null. */
    OutgoingMessage uncut() {
        return uncut;
    }

    /** The last fragment of the uncut message was made. */
    void wasCut() {
        uncut = uncut.next;
    }

    /** One sequence number tells of the gap that a run of abandoned messages leaves (section 3.6.1.2): all of it but the last goes. */
    void skipAbandonedRun() {
        while (uncut.next != null && uncut.next.isAbandoned()) {
            uncut = uncut.next;
        }
    }

    /** Gives up every message; one sequence number will do for all that were never sent. */
    void abandonAll() {
        for (OutgoingMessage message = oldest; message != null; message = message.next) {
            message.abandon();
        }
        if (uncut != null) {
            uncut = newest;
        }
    }

    /** Forgets what is delivered or abandoned at the head. */
    void trim() {
        while (oldest != null && oldest != uncut && oldest.isFinished()) {
            oldest = oldest.next;
        }
        if (oldest == null) {
            newest = null;
        }
    }

    /** Gives up what is late and tells when the next will be. */
    long expire(long now) {
        long next = Delivery.FOREVER;
        OutgoingMessage former = null;
        for (OutgoingMessage message = oldest; message != null; message = message.next) {
            if (message.isExpired(now)) {
                message.abandon();
            }
            if (!message.isFinished()) {
                next = Math.min(next, message.deadline());
            } else if (former != null && former.isFinished() && message != uncut && message != newest) {
                former.next = message.next; // a run given up behind a closed window takes no memory
                continue;
            }
            former = message;
        }
        return next;
    }

    /** Since when the oldest message waits that is neither delivered nor abandoned; {@code now} when there is none. */
    long waitingSince(long now) {
        OutgoingMessage message = oldest;
        while (message != null && message.isFinished()) {
            message = message.next;
        }
        return message == null ? now : message.writtenAt;
    }
}
