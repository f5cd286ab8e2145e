package org.stratocumulus.cluster.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stratocumulus.amf.AmfInteger;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;

/**
 * What each node reports: {@code :report} and an object. A node reports of itself only; owner and incarnation are those of the
 * link it came on, and an older one is ignored. The registry's methods may be called from any thread.
 */
final class Reports implements NodeRegistry {
    static final String REPORT = ":report";

    private final Nodes nodes;
    private final Runnable stateChanged;
    private volatile NodeReport own;
    private volatile NodeState state = NodeState.UP;
    private long bytesIn = -1;
    private long bytesOut;
    private long measured;

    /** @param stateChanged runs on any thread when a report should go out at once */
    Reports(LocalNode self, Nodes nodes, Runnable stateChanged) {
        this.nodes = nodes;
        this.stateChanged = stateChanged;
        this.own = new NodeReport(self.nodeId(), self.incarnation(), 0, NodeState.UP, 0, 0, 0, 0, 0, -1, 0);
    }

    /** Makes a new report and sends it to every node of ours. */
    void publish(Figures now, long time, int loopDelay) {
        long seconds = Math.max(1, time - measured);
        boolean first = bytesIn < 0;
        long in = first ? 0 : Math.max(0, now.bytesIn() - bytesIn) * 8 * 1000 / seconds;
        long out = first ? 0 : Math.max(0, now.bytesOut() - bytesOut) * 8 * 1000 / seconds;
        bytesIn = now.bytesIn();
        bytesOut = now.bytesOut();
        measured = time;
        own = new NodeReport(own.nodeId(), own.incarnation(), own.sequence() + 1, state, now.sessions(), now.maxSessions(),
            now.publications(), in, out, now.cpu(), loopDelay);
        AmfValue body = encode(own);
        for (KnownNode node : nodes.linked()) {
            if (node.isOurs()) {
                node.control(REPORT, body);
            }
        }
    }

    /** Tells a node that has just come. */
    void greet(KnownNode node) {
        node.control(REPORT, encode(own));
    }

    /** A node of ours has reported. Anything but a report of its own is ignored. */
    void heard(KnownNode from, List<AmfValue> values) {
        if (values.isEmpty() || !(values.get(0) instanceof AmfObject body)) {
            return;
        }
        NodeReport report = decode(from, body);
        long newest = from.report().map(NodeReport::sequence).orElse(-1L);
        if (report.sequence() > newest) {
            from.report(report);
        }
    }

    @Override
    public NodeReport self() {
        return own;
    }

    @Override
    public List<NodeReport> others() {
        List<NodeReport> reports = new ArrayList<>();
        nodes.linked().forEach(node -> node.report().ifPresent(reports::add));
        return reports;
    }

    @Override
    public Optional<NodeReport> find(String nodeId) {
        NodeReport mine = own;
        return nodeId.equals(mine.nodeId()) ? Optional.of(mine) : others().stream().filter(r -> r.nodeId().equals(nodeId)).findFirst();
    }

    @Override
    public void announce(NodeState next) {
        if (state != next) {
            state = next;
            stateChanged.run();
        }
    }

    private static AmfObject encode(NodeReport report) {
        AmfObject body = new AmfObject();
        number(body, "sequence", report.sequence());
        number(body, "draining", report.state() == NodeState.DRAINING ? 1 : 0);
        number(body, "sessions", report.sessions());
        number(body, "maxSessions", report.maxSessions());
        number(body, "publications", report.publications());
        number(body, "bitsIn", report.bitsInPerSecond());
        number(body, "bitsOut", report.bitsOutPerSecond());
        number(body, "cpu", report.cpu());
        number(body, "loopDelay", report.loopDelayMillis());
        return body;
    }

    private static void number(AmfObject body, String name, double value) {
        body.put(name, new AmfNumber(value));
    }

    /** Owner and incarnation are the link's: nobody reports for another. */
    private static NodeReport decode(KnownNode from, AmfObject body) {
        return new NodeReport(from.nodeId(), from.incarnation(), (long) number(body, "sequence"),
            number(body, "draining") == 0 ? NodeState.UP : NodeState.DRAINING, (int) number(body, "sessions"),
            (int) number(body, "maxSessions"), (int) number(body, "publications"), (long) number(body, "bitsIn"),
            (long) number(body, "bitsOut"), Math.min(1, number(body, "cpu")), (int) number(body, "loopDelay"));
    }

    private static double number(AmfObject body, String name) {
        AmfValue value = body.get(name);
        double number = value instanceof AmfNumber || value instanceof AmfInteger ? value.asDouble() : 0;
        return Double.isNaN(number) ? 0 : number;
    }
}
