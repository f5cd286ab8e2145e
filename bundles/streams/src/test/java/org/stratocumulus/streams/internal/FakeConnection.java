package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/** A client without a network: records its flows. */
final class FakeConnection extends TestConnection {
    final List<FakeFlow> flows = new ArrayList<>();
    /** Every message in the order of writing, over all flows. */
    final List<byte[]> received = new ArrayList<>();
    boolean connected = true;
    /** Whether all that is written is delivered at once. */
    boolean quick = true;

    FakeConnection(FakeLoop loop, String path) {
        super(loop, path);
    }

    @Override
    public SendFlow openFlow(FlowMetadata metadata, Priority priority, SendFlowListener listener) {
        if (!connected) {
            throw new IllegalStateException("closed");
        }
        FakeFlow flow = new FakeFlow(this, metadata.encode(), priority, listener);
        flows.add(flow);
        return flow;
    }

    /** The flow of a priority that was opened last. */
    FakeFlow flow(Priority priority) {
        return flows.stream().filter(flow -> flow.priority == priority).reduce((a, b) -> b).orElseThrow();
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public void close(String reason) {
        connected = false;
    }
}
