package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.chunk.UserData.Fragmentation;

/** Gives the fragments of one sending flow in the order of sending, and makes them when they are due (RFC 7016 section 3.6.2.3). */
final class Fragmenter {
    /** A message is not cut for less than this in what is left of a packet. */
    private static final int LEAST_CUT = 256;

    private final SendingFlow flow;
    private final SendQueue queue;
    private final MessageQueue messages;

    Fragmenter(SendingFlow flow, SendQueue queue, MessageQueue messages) {
        this.flow = flow;
        this.queue = queue;
        this.messages = messages;
    }

    /** Whether {@link #take} has something to give. */
    boolean hasNext() {
        return queue.hasWaiting() || messages.uncut() != null && queue.span() < flow.sending().limits().maxSpan();
    }

    /** The FSN, to be sent with the fragment that was taken or will be taken next. */
    long forwardSequenceNumber() {
        Fragment first = queue.get(queue.first());
        boolean given = first != null && first.isAbandoned() && (!first.inFlight || first.sentAbandoned);
        return given ? first.sequenceNumber : queue.first() - 1;
    }

    /** The sequence number that {@link #take} will give. */
    long nextSequenceNumber() {
        return queue.hasWaiting() ? queue.firstWaiting().sequenceNumber : queue.next();
    }

    /**
     * The first eligible fragment; made now if none waits to be sent again.
     *
     * @param room bytes for its user data
     * @param freshPacket whether the packet is empty
     * @return null when it does not fit
     */
    Fragment take(int room, boolean freshPacket) {
        if (queue.hasWaiting()) {
            Fragment again = queue.firstWaiting();
            expire(again.message);
            if (again.dataLength() > room && freshPacket) {
                flow.sending().foundOversize();
            }
            return again.dataLength() <= room ? again : null;
        }
        if (flow.sending().isResendOnly()) {
            return null;
        }
        OutgoingMessage message = messages.uncut();
        expire(message);
        int rest = message.isAbandoned() ? 0 : message.length - message.cut;
        int length = Math.min(rest, room);
        if (length < 0 || length < rest && length < (freshPacket ? 1 : LEAST_CUT)) {
            return null;
        }
        if (message.isAbandoned()) {
            messages.skipAbandonedRun();
        }
        return make(message.cut == 0, length, length == rest);
    }

    private void expire(OutgoingMessage message) {
        if (message.isExpired(flow.sending().host().now())) {
            message.abandon();
        }
    }

    private Fragment make(boolean first, int length, boolean last) {
        OutgoingMessage message = messages.uncut();
        Fragment fragment = new Fragment(flow, message, queue.next(), fragmentation(first, last), message.position(), length);
        queue.add(fragment);
        message.wasCut(length, last);
        flow.sending().retransmission().made();
        if (last) {
            messages.wasCut();
        }
        return fragment;
    }

    private static Fragmentation fragmentation(boolean first, boolean last) {
        if (first) {
            return last ? Fragmentation.WHOLE : Fragmentation.BEGIN;
        }
        return last ? Fragmentation.END : Fragmentation.MIDDLE;
    }
}
