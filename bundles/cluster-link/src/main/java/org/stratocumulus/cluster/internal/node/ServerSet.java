package org.stratocumulus.cluster.internal.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.BroadcastResult;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.cluster.Servers;
import org.stratocumulus.cluster.internal.wire.Payload;

/** The linked nodes, or those of one direction. Any thread. */
final class ServerSet implements Servers {
    private final Supplier<List<KnownNode>> nodes;
    private final Direction direction;

    /** @param direction null for both */
    ServerSet(Supplier<List<KnownNode>> nodes, Direction direction) {
        this.nodes = nodes;
        this.direction = direction;
    }

    @Override
    public List<ServerNode> list() {
        return List.copyOf(select());
    }

    @Override
    public BroadcastResult broadcast(String handler, AmfValue... values) {
        HandlerNames.check(handler);
        Map<ServerNode, SendResult> dropped = new HashMap<>();
        int queued = 0;
        try (Payload payload = Payload.of(values)) {
            for (KnownNode node : select()) {
                SendResult result = node.sendEncoded(handler, payload);
                if (result.isQueued()) {
                    queued++;
                } else {
                    dropped.put(node, result);
                }
            }
        }
        return new BroadcastResult(queued, dropped);
    }

    private List<KnownNode> select() {
        List<KnownNode> all = nodes.get();
        return direction == null ? all : all.stream().filter(node -> node.direction() == direction).toList();
    }
}
