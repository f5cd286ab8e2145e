package org.stratocumulus.session.internal.flow;

import java.util.Objects;
import org.stratocumulus.protocol.chunk.UserData.Fragmentation;
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
    /** A message is not cut for less than this in what is left of a packet. */
    private static final int LEAST_CUT = 256;

    /** F_OUTSTANDING_BYTES: kept by {@link InFlight}. */
    long outstanding;
    /** Whether {@link #tell} is to be called: kept by {@link Sending}. */
    boolean hasNews;

    private final Sending sending;
    private final long id;
    private final SendFlowListener listener;
    private final SendQueue queue = new SendQueue();
    private final MessageQueue messages = new MessageQueue();
    private byte[] startup;
    private Priority priority;
    private State state = State.OPEN;
    private long window = INITIAL_WINDOW;
    private BufferProbing probing;
    private boolean exception;
    private boolean closedTold;
    private boolean aboveLowWater;
    private long finalSequenceNumber = -1;
    private long buffered;

    /** @param startup STARTUP_OPTIONS with their Marker */
    SendingFlow(Sending sending, long id, byte[] startup, Priority priority, SendFlowListener listener) {
        this.sending = sending;
        this.id = id;
        this.startup = startup;
        this.priority = Objects.requireNonNull(priority);
        this.listener = Objects.requireNonNull(listener);
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
        if (state != State.OPEN || !sending.admits(message)) {
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
        return (window > outstanding || exception)
                && (queue.hasWaiting() || messages.uncut() != null && queue.span() < sending.limits().maxSpan());
    }

    /** The FSN, while the fragment that {@link #take} gives next is not in the queue. */
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
     * The first eligible fragment of a flow that is ready; made now if none waits to be sent again.
     *
     * @param room bytes for its user data
     * @param freshPacket whether the packet is empty
     * @return null when it does not fit
     */
    Fragment take(int room, boolean freshPacket) {
        if (queue.hasWaiting()) {
            Fragment again = queue.firstWaiting();
            expire(again.message);
            return again.dataLength() <= room ? again : null;
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
        return cut(message.cut == 0, length, length == rest);
    }

    private void expire(OutgoingMessage message) {
        if (message.isExpired(sending.host().now())) {
            abandon(message);
        }
    }

    private Fragment cut(boolean first, int length, boolean last) {
        OutgoingMessage message = messages.uncut();
        Fragmentation fragmentation = first ? last ? Fragmentation.WHOLE : Fragmentation.BEGIN
                : last ? Fragmentation.END : Fragmentation.MIDDLE;
        Fragment fragment = new Fragment(this, message, queue.next(), fragmentation, message.position(), length);
        queue.add(fragment);
        message.wasCut(length, last);
        sending.made();
        if (last) {
            messages.wasCut();
            if (state == State.CLOSING && messages.uncut() == null) {
                finalSequenceNumber = fragment.sequenceNumber;
            }
        }
        return fragment;
    }

    boolean isFinal(Fragment fragment) {
        return fragment.sequenceNumber == finalSequenceNumber;
    }

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
            sending.progress();
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
