package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.chunk.UserData.Fragmentation;

/** A fragment that was sent at least once: an entry of SEND_QUEUE (RFC 7016 section 3.6.2). */
final class Fragment {
    final SendingFlow flow;
    final OutgoingMessage message;
    final long sequenceNumber;
    final Fragmentation fragmentation;
    /** Where in the message's array its data begins. */
    final int offset;
    final int length;

    /** IN_FLIGHT, SENT_ABANDONED, NAK_COUNT, TRANSMIT_SIZE, TSN and its neighbours in order of TSN: kept by {@link InFlight}. */
    boolean inFlight;
    boolean sentAbandoned;
    byte nakCount;
    int transmitSize;
    long tsn;
    Fragment older;
    Fragment newer;

    Fragment(SendingFlow flow, OutgoingMessage message, long sequenceNumber, Fragmentation fragmentation, int offset, int length) {
        this.flow = flow;
        this.message = message;
        this.sequenceNumber = sequenceNumber;
        this.fragmentation = fragmentation;
        this.offset = offset;
        this.length = length;
    }

    boolean isAbandoned() {
        return message.isAbandoned();
    }

    /** Bytes of user data to send: none once abandoned. */
    int dataLength() {
        return isAbandoned() ? 0 : length;
    }
}
