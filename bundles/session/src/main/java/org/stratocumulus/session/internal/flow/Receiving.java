package org.stratocumulus.session.internal.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.chunk.UserDataView;

/** The receiving flows of one session: their beginning and their end (RFC 7016 sections 3.6.3.1, 3.6.3.6 and 3.6.3.8). */
final class Receiving {
    /** RFC 7016 3.6.3.8. */
    static final long LINGER = 120_000;
    /** Sequence numbers are unbounded; nobody gets this far, and sums of two stay in 63 bits. */
    private static final long GREATEST_NUMBER = Long.MAX_VALUE >> 1;

    private final Sending sending;
    private final Deadlines deadlines;
    private final Acknowledging acknowledging;
    private final ReceiveBudget budget;
    private final List<ReceivingFlow> flows = new ArrayList<>(2);
    /** Null before the first. */
    private ArrayDeque<ReceivingFlow> lingering;
    private ReceivingFlow recent;
    /** Made when the far end repeats options. */
    private WireReader options;

    Receiving(Sending sending, Deadlines deadlines) {
        this.sending = sending;
        this.deadlines = deadlines;
        this.acknowledging = new Acknowledging(deadlines);
        this.budget = new ReceiveBudget(limits().sessionReceiveBytes());
    }

    FlowHost host() {
        return sending.host();
    }

    FlowLimits limits() {
        return sending.limits();
    }

    ReceiveBudget budget() {
        return budget;
    }

    Acknowledging acknowledging() {
        return acknowledging;
    }

    /** Flows that are not complete. */
    int count() {
        return flows.size() - (lingering == null ? 0 : lingering.size());
    }

    void packetBegins() {
        host().userData().clear();
        acknowledging.packetBegins();
    }

    /**
     * A User Data or Next User Data chunk.
     *
     * @throws WireException when it is not well formed, or was dropped
     */
    void userData(WireReader payload, boolean isNext) {
        UserDataView chunk = host().userData();
        if (isNext) {
            chunk.parseNext(payload);
        } else {
            chunk.parse(payload);
        }
        if (chunk.sequenceNumber() > GREATEST_NUMBER) {
            throw new WireException("sequenceNumber: out of range");
        }
        ReceivingFlow flow = find(chunk.flowId());
        if (flow == null) {
            flow = begin(chunk);
        } else if (chunk.hasOptions() && flow.isOpen() && !understandsOptions(chunk)) {
            flow.reject(0); // RFC 7016 3.6.3.2 step 4
        }
        acknowledging.dataReceived();
        if (!flow.receive(chunk)) {
            throw new WireException("userData: dropped");
        }
    }

    private boolean understandsOptions(UserDataView chunk) {
        if (options == null) {
            options = new WireReader(chunk.array());
        }
        return FlowStartup.understands(chunk, options);
    }

    private ReceivingFlow begin(UserDataView chunk) {
        if (count() >= limits().maxRecvFlows()) {
            throw new WireException("userData: too many flows");
        }
        FlowStartup startup = FlowStartup.of(chunk);
        SendingFlow association = startup.association() == null ? null : sending.find(startup.association());
        ReceivingFlow flow = new ReceivingFlow(this, chunk.flowId(), startup.metadata(), association);
        flows.add(flow);
        acknowledging.now(); // step 11
        boolean associated = startup.association() == null || association != null && association.isOpen();
        if (startup.metadata() != null && startup.understood() && associated) {
            host().listener().flowOpened(host().session(), flow);
        }
        if (!flow.isAccepted()) {
            flow.reject(0);
        }
        return flow;
    }

    /** A Buffer Probe (section 3.6.3.6). */
    void bufferProbe(WireReader payload) {
        ReceivingFlow flow = find(payload.vlu());
        if (flow != null) {
            acknowledging.now(flow);
        }
    }

    private ReceivingFlow find(long id) {
        if (recent != null && recent.id() == id) {
            return recent;
        }
        for (ReceivingFlow flow : flows) {
            if (flow.id() == id) {
                recent = flow;
                return flow;
            }
        }
        return null;
    }

    /** The flow is complete; it is remembered so that a late duplicate does not begin it again. */
    void lingers(ReceivingFlow flow) {
        flow.lingersUntil = host().now() + LINGER;
        if (lingering == null) {
            lingering = new ArrayDeque<>(1);
        }
        lingering.add(flow);
        if (lingering.size() > limits().maxLingering()) {
            forget(lingering.poll());
        }
        deadlines.forgetNoLaterThan(flow.lingersUntil);
    }

    /** Some complete flow has been remembered for long enough. */
    void forgetOld() {
        while (!lingering.isEmpty() && lingering.peek().lingersUntil <= host().now()) {
            forget(lingering.poll());
        }
        if (!lingering.isEmpty()) {
            deadlines.forgetNoLaterThan(lingering.peek().lingersUntil);
        }
    }

    private void forget(ReceivingFlow flow) {
        flows.remove(flow);
        recent = null;
        flow.end();
    }

    void end() {
        acknowledging.end();
        List<ReceivingFlow> ended = List.copyOf(flows);
        flows.clear();
        if (lingering != null) {
            lingering.clear();
        }
        recent = null;
        ended.forEach(ReceivingFlow::end);
        acknowledging.end();
    }
}
