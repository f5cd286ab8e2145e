package org.stratocumulus.session.internal.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.chunk.AckSink;
import org.stratocumulus.session.Delivery;

/** The sending flows of one session, and what they have in common: window, loss and deadlines (RFC 7016 section 3.6.2). */
final class Sending implements AckSink {
    /** RFC 7016 3.5.2.3: "SHOULD NOT send more than six packets containing user data between receiving any acknowledgements". */
    static final int BURST = 6;
    /** RFC 7016 3.5.2.1 and appendix A.2. */
    private static final long TIME_CRITICAL_MILLIS = 800;
    /** Late messages are looked for at most this often; one that is to be sent is looked at then. */
    private static final long TEND_PERIOD = 20;

    /** Place of the flow that comes first among equals: kept by {@link DataAssembly}. */
    int turn;

    private final FlowHost host;
    private final FlowLimits limits;
    private final CongestionWindow congestion = new CongestionWindow();
    private final InFlight inFlight = new InFlight();
    private final Retransmission retransmission;
    private final SendAccount account;
    private final List<SendingFlow> flows = new ArrayList<>(2);
    private final Deadlines deadlines;
    /** Null before the first. */
    private ArrayDeque<SendingFlow> news;
    private SendingFlow acknowledging;
    private boolean ackInPacket;
    /** Packets with user data that may go before the next acknowledgement. */
    private int burstCredit = BURST;
    private boolean acknowledgedSinceTransmission;
    private long timeCriticalAt = Long.MIN_VALUE / 2;
    /** The fragment whose turn it is does not fit into an empty packet: the path has become narrower. */
    private boolean oversize;
    private boolean resendOnly;

    Sending(FlowHost host, FlowLimits limits, Deadlines deadlines) {
        this.host = host;
        this.limits = limits;
        this.deadlines = deadlines;
        retransmission = new Retransmission(this);
        account = new SendAccount(limits);
    }

    FlowHost host() {
        return host;
    }

    FlowLimits limits() {
        return limits;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    List<SendingFlow> flows() {
        return flows;
    }

    CongestionWindow congestion() {
        return congestion;
    }

    InFlight inFlight() {
        return inFlight;
    }

    void open(SendingFlow flow) {
        flows.add(flow);
    }

    /** The flow with this identifier, which is not complete; null if there is none. They are ordered by identifier. */
    SendingFlow find(long id) {
        int low = 0;
        int high = flows.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long there = flows.get(middle).id();
            if (there == id) {
                return flows.get(middle);
            }
            if (there < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    void complete(SendingFlow flow) {
        flows.remove(flow);
    }

    // ---- messages ----

    SendAccount account() {
        return account;
    }

    void queued(OutgoingMessage message) {
        account.queued(message);
        if (message.deadline() != Delivery.FOREVER) {
            deadlines.tendNoLaterThan(message.deadline() + 1);
        }
        host.wantTransmit();
    }

    void delivered(OutgoingMessage message) {
        message.letGo();
        account.finished(message);
    }

    void abandoned(OutgoingMessage message) {
        account.abandoned(message);
        host.wantTransmit();
    }

    // ---- transmission ----

    /** Whether budget and burst limit allow another fragment (sections 3.5.2 and 3.5.2.3). */
    boolean mayTransmit() {
        return inFlight.outstandingBytes() < congestion.bytes() && burstCredit > 0;
    }

    /** A packet with user data is ready. */
    void dataPacketSent(boolean timeCritical) {
        burstCredit--;
        if (timeCritical) {
            timeCriticalAt = host.now();
        }
        retransmission.sent();
    }

    /** There is nothing more to send now: credit for a burst is not saved up. */
    void transmitted() {
        burstCredit = Math.min(burstCredit, BURST);
        acknowledgedSinceTransmission = false;
    }

    /** A fragment does not fit into an empty packet. */
    void foundOversize() {
        oversize = true;
    }

    /** Whether a fragment was found that needs a larger packet; tells it once. */
    boolean takeOversize() {
        boolean found = oversize;
        oversize = false;
        return found;
    }

    /** Whether the packet of now is for what was sent before: nothing new is to be cut for its size. */
    boolean isResendOnly() {
        return resendOnly;
    }

    void resendOnly(boolean only) {
        resendOnly = only;
    }

    Retransmission retransmission() {
        return retransmission;
    }

    // ---- a packet of the far end, section 3.6.2.4 ----

    void packetBegins() {
        ackInPacket = false;
        congestion.packetBegins(inFlight.outstandingBytes());
    }

    @Override
    public boolean acknowledgement(long flowId, long bufferBytesAvailable, long cumulativeAck) {
        acknowledging = find(flowId);
        if (acknowledging == null) {
            return false;
        }
        ackInPacket = true;
        congestion.acknowledged(0);
        acknowledging.acknowledged(bufferBytesAvailable, cumulativeAck);
        return true;
    }

    @Override
    public void range(long from, long to) {
        acknowledging.acknowledgedRange(from, to);
    }

    void acknowledged(Fragment fragment) {
        retransmission.acknowledged();
        account.acknowledged(fragment);
        if (fragment.inFlight) {
            congestion.acknowledged(fragment.transmitSize);
            inFlight.acknowledged(fragment);
        }
    }

    void packetEnds() {
        if (ackInPacket) {
            // section 3.5.2.3; acknowledgements that arrived together allow what each would have allowed alone
            burstCredit = acknowledgedSinceTransmission ? burstCredit + BURST : BURST;
            acknowledgedSinceTransmission = true;
            long lostBefore = inFlight.fragmentsLost();
            inFlight.countNegativeAcknowledgements(congestion);
            if (inFlight.fragmentsLost() != lostBefore) {
                host.dataLost();
            }
            boolean timeCriticalSent = host.now() - timeCriticalAt <= TIME_CRITICAL_MILLIS;
            boolean fastGrow = !timeCriticalSent && !host.timeCriticalSentAnywhere() && !host.timeCriticalReverse();
            congestion.packetEnds(fastGrow, timeCriticalSent);
            retransmission.acknowledgementReceived();
            host.wantTransmit();
        }
        tellNews();
    }

    // ---- alarms ----

    /** TIMEOUT_ALARM fired. */
    void timedOut(boolean wasLoss) {
        burstCredit = BURST; // section 3.5.2.3
        congestion.timedOut(wasLoss);
        if (wasLoss) {
            host.dataLost();
        }
        host.wantTransmit();
        tellNews();
    }

    BufferProbing probe() {
        BufferProbing probing = new BufferProbing(host.now(), host.roundTrip().erto());
        deadlines.tendNoLaterThan(probing.next());
        return probing;
    }

    /** Gives up what is late, and probes. */
    void tend() {
        long next = Delivery.FOREVER;
        for (SendingFlow flow : flows) {
            long deadline = flow.expire(host.now());
            next = Math.min(next, deadline == Delivery.FOREVER ? deadline : deadline + 1);
            if (flow.probing() != null) {
                next = Math.min(next, flow.probing().next());
            }
        }
        if (next != Delivery.FOREVER) {
            deadlines.tendNoLaterThan(Math.max(next, host.now() + TEND_PERIOD));
        }
        host.wantTransmit();
        tellNews();
    }

    // ---- listeners ----

    void hasNews(SendingFlow flow) {
        if (!flow.hasNews) {
            flow.hasNews = true;
            news = news == null ? new ArrayDeque<>(2) : news;
            news.add(flow);
        }
    }

    /** Calls listeners, when nothing of the flows is on the stack but the packet or alarm that was worked on. */
    void tellNews() {
        while (news != null && !news.isEmpty()) {
            SendingFlow flow = news.poll();
            flow.hasNews = false;
            flow.tell();
        }
    }

    void end() {
        List<SendingFlow> ended = List.copyOf(flows);
        flows.clear();
        inFlight.loseAll();
        ended.forEach(SendingFlow::end);
        news = null;
    }
}
