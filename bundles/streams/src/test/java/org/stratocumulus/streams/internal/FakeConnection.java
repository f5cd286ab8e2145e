package org.stratocumulus.streams.internal;

import java.util.List;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedSendFlow;
import org.stratocumulus.testkit.RecordedSession;

/** A client without a network: records its flows. All that is written is delivered at once, unless it is slow. */
final class FakeConnection extends TestConnection {
    private final RecordedSession session;

    FakeConnection(ManualLoop loop, String path) {
        super(loop, path);
        session = new RecordedSession(loop, id());
        session.acknowledgesAtOnce(true);
    }

    /** From now on nothing is delivered before the test says so. */
    void becomeSlow() {
        session.acknowledgesAtOnce(false);
    }

    /** The flows to this client, in the order of opening. */
    List<RecordedSendFlow> flows() {
        return session.sendFlows();
    }

    /** Every message in the order of writing, over all flows; may be cleared. */
    List<byte[]> received() {
        return session.messages();
    }

    /** The flow of a priority that was opened last. */
    RecordedSendFlow flow(Priority priority) {
        return flows().stream().filter(flow -> flow.priority() == priority).reduce((a, b) -> b).orElseThrow();
    }

    @Override
    public SendFlow openFlow(FlowMetadata metadata, Priority priority, SendFlowListener listener) {
        return session.openFlow(metadata.encode(), null, priority, listener);
    }

    @Override
    public boolean isConnected() {
        return session.state() == SessionState.OPEN;
    }

    @Override
    public void close(String reason) {
        session.die(CloseReason.NEAR_CLOSE);
    }
}
