package org.stratocumulus.session.internal.flow;

import java.util.Objects;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.WriteReceipt;

/**
 * One sending flow (RFC 7016 section 3.6.2).
 *
 * <pre>
 *  OPEN --close(), abort(), Flow Exception--> CLOSING --everything acknowledged--> COMPLETE
 *  OPEN, CLOSING --the session ends--> COMPLETE
 * </pre>
 * F_COMPLETE_LINGER and F_CLOSED need no state of their own: identifiers are never used twice in a session, so that the
 * 130 seconds of section 3.6.2.11 last for ever, and what still arrives for a complete flow finds none.
 */
final class SendingFlow implements SendFlow {
    private enum State { OPEN, CLOSING, COMPLETE }

    /** Less than this many bytes queued make the flow writable again. */
    static final int LOW_WATER = 64 << 10;

    private static final byte[] NO_OPTIONS = {};
    /** RFC 7016 3.6.2: RX_BUFFER_SIZE, "initially 65536 bytes". */
    private static final long INITIAL_WINDOW = 65_536;

    /** F_OUTSTANDING_BYTES: kept by {@link InFlight}. */
    long outstanding;
    /** Whether {@link #tell} is to be called: kept by {@link Sending}. */
    boolean hasNews;

    private final Sending sending;
    private final long id;
    private final SendFlowListener listener;
    private final SendQueue queue = new SendQueue();
    private final MessageQueue messages = new MessageQueue();
    private final Fragmenter fragmenter;
    private byte[] startup;
    private Priority priority;
    private State state = State.OPEN;
    private long window = INITIAL_WINDOW;
    private BufferProbing probing;
    private boolean exception;
    private boolean closedTold;
    private boolean aboveLowWater;
    private long buffered;

    /** @param startup STARTUP_OPTIONS with their Marker */
    SendingFlow(Sending sending, long id, byte[] startup, Priority priority, SendFlowListener listener) {
        this.sending = sending;
        this.id = id;
        this.startup = startup;
        this.priority = Objects.requireNonNull(priority);
        this.listener = Objects.requireNonNull(listener);
        this.fragmenter = new Fragmenter(this, queue, messages);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Session session() {
        return sending.host().session();
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    Sending sending() {
        return sending;
    }

    Priority priority() {
        return priority;
    }

    @Override
    public void priority(Priority newPriority) {
        priority = Objects.requireNonNull(newPriority);
    }

    @Override
    public long bufferedBytes() {
        return buffered;
    }

    @Override
    public long queueingDelay() {
        long now = sending.host().now();
        return now - messages.waitingSince(now);
    }

    @Override
    public WriteReceipt write(byte[] data, int offset, int length, Delivery delivery) {
        Objects.checkFromIndexSize(offset, length, data.length);
        OutgoingMessage message = new OutgoingMessage(this, data, offset, length, delivery, sending.host().now());
        if (state != State.OPEN || !sending.account().admits(message)) {
            message.giveUp();
            return message;
        }
        messages.append(message);
        buffered += length;
        aboveLowWater |= buffered >= LOW_WATER;
        sending.queued(message);
        return message;
    }

    @Override
    public void close() {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        // RFC 7016 3.6.2.11: a tail that was never sent takes F_FINAL_SN, otherwise an abandoned entry of its own
        if (messages.uncut() == null) {
            messages.append(OutgoingMessage.closing(this, sending.host().now()));
        }
        sending.host().wantTransmit();
    }

    @Override
    public void abort() {
        messages.abandonAll();
        close();
    }

    /** A Flow Exception Report came (section 3.6.2.10). */
    void exceptionReported(long code) {
        if (exception) {
            return;
        }
        exception = true;
        probing = null;
        boolean wasOpen = isOpen();
        abort();
        if (wasOpen) {
            listener.exception(this, code);
        }
        tellClosed();
    }

    /** The session is over. */
    void end() {
        state = State.COMPLETE;
        messages.abandonAll();
        tellClosed();
    }

    /** Gives a message up (section 3.6.2.7): what is not acknowledged of it is signalled as abandoned. */
    void abandon(OutgoingMessage message) {
        if (!message.isFinished()) {
            message.giveUp();
            buffered -= message.remaining;
            sending.abandoned(message);
            settle();
        }
    }

    /** Gives up what is late and tells when the next message will be. */
    long expire(long now) {
        long next = messages.expire(now);
        settle();
        return next;
    }

    private void settle() {
        messages.trim();
        if (isWritableAgain() || isFinished()) {
            sending.hasNews(this);
        }
    }

    private boolean isWritableAgain() {
        return aboveLowWater && buffered < LOW_WATER;
    }

    private boolean isFinished() {
        return state == State.CLOSING && queue.isEmpty() && messages.uncut() == null;
    }

    /** Tells the listener what has come about; it may call anything. */
    void tell() {
        if (isWritableAgain()) {
            aboveLowWater = false;
            if (isOpen()) {
                listener.writable(this);
            }
        }
        if (isFinished()) {
            state = State.COMPLETE;
            sending.complete(this);
            tellClosed();
        }
    }

    private void tellClosed() {
        if (!closedTold) {
            closedTold = true;
            listener.closed(this);
        }
    }

    // ---- sending data, section 3.6.2.3 ----

    /** STARTUP_OPTIONS with their Marker; empty once the far end acknowledged the flow. */
    byte[] startup() {
        return startup;
    }

    /** Whether the flow is ready to transmit. */
    boolean isReady() {
        return (window > outstanding || exception) && fragmenter.hasNext();
    }

    /** What gives the fragments to send, of a flow that is ready. */
    Fragmenter fragmenter() {
        return fragmenter;
    }

    /** Whether the fragment carries the final sequence number: the last one made after close. */
    boolean isFinal(Fragment fragment) {
        return state == State.CLOSING && messages.uncut() == null && fragment.sequenceNumber == queue.next() - 1;
    }

    /** The fragment goes out. */
    void sent(Fragment fragment) {
        queue.sent(fragment);
    }

    // ---- acknowledgement, loss and the far end's window, sections 3.6.2.4 to 3.6.2.9 ----

    /** An acknowledgement begins. */
    void acknowledged(long bufferBytesAvailable, long cumulativeAck) {
        if (queue.next() == 1) {
            return; // of what was never sent
        }
        startup = NO_OPTIONS;
        if (window == 0 && bufferBytesAvailable > 0) {
            sending.retransmission().progress();
        }
        window = bufferBytesAvailable;
        if (window > 0 || exception) {
            probing = null;
        } else if (probing == null) {
            probing = sending.probe();
        }
        acknowledgedRange(queue.first(), cumulativeAck);
    }

    void acknowledgedRange(long from, long to) {
        long last = Math.min(to, queue.next() - 1);
        for (long number = Math.max(from, queue.first()); number <= last; number++) {
            Fragment fragment = queue.get(number);
            if (fragment != null) {
                acknowledged(fragment);
            }
        }
        settle();
    }

    /** A fragment that was thought lost and was not is done with too: nobody needs it again. */
    private void acknowledged(Fragment fragment) {
        sending.acknowledged(fragment);
        queue.remove(fragment);
        OutgoingMessage message = fragment.message;
        message.unacknowledged--;
        if (!message.isAbandoned()) {
            message.remaining -= fragment.length;
            buffered -= fragment.length;
            if (message.isDelivered()) {
                sending.delivered(message);
            }
        }
    }

    /** A fragment is not in flight any more: it is sent again, or given up with its message. */
    void lost(Fragment fragment) {
        queue.waits(fragment);
        if (!fragment.message.retransmits()) {
            abandon(fragment.message);
        }
    }

    /** The probing of a suspended flow (section 3.6.2.9.1), or null. */
    BufferProbing probing() {
        return probing;
    }

    /** Whether a suspended flow has a reason to ask. */
    boolean hasSomethingToSend() {
        return queue.hasWaiting() || messages.uncut() != null;
    }
}
