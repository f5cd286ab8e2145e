package org.stratocumulus.testkit.cluster;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;

/** Keeps what a listener and handler is told, as text; answers requests with what was asked. */
public final class ClusterRecorder implements ClusterListener, ClusterMessageHandler {
    private final List<String> events = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    /** {@code +id} and {@code -id} of servers that came and went, in order. */
    public List<String> events() {
        return events;
    }

    /** {@code id topic [values]} of each message, in order. */
    public List<String> messages() {
        return messages;
    }

    @Override
    public void connected(ServerNode server) {
        events.add("+" + server.nodeId());
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        events.add("-" + server.nodeId());
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        messages.add(from.nodeId() + " " + topic + " " + values);
    }

    @Override
    public Object request(ServerNode from, String topic, List<AmfValue> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing asked");
        }
        return "re: " + values.get(0).asString();
    }
}
