package org.stratocumulus.balancing.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.cluster.Servers;

/** A cluster as its API shows it; what is sent to a server is recorded. */
final class FakeCluster {
    List<String> ownAddresses = List.of("192.0.2.1:1935");
    final List<ServerNode> linked = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    List<AmfValue> lastValues = List.of();

    Cluster cluster() {
        Servers servers = fake(Servers.class, (method, args) -> method.equals("iterator") ? linked.iterator() : List.copyOf(linked));
        LocalNode self = new LocalNode("a", 1, "", ownAddresses, 0, Set.of());
        return fake(Cluster.class, (method, args) -> method.equals("self") ? self : servers);
    }

    ServerNode link(String id, Direction direction, Map<String, String> properties, NodeReport report, String... addresses) {
        ServerNode node = fake(ServerNode.class, (method, args) -> switch (method) {
            case "nodeId" -> id;
            case "address" -> "198.18.0.9:1936";
            case "direction" -> direction;
            case "properties" -> properties;
            case "publicAddresses" -> List.of(addresses);
            case "isConnected" -> true;
            case "report" -> Optional.ofNullable(report);
            case "send" -> {
                sent.add(id + " " + args[0]);
                lastValues = List.of((AmfValue[]) args[1]);
                yield SendResult.QUEUED;
            }
            default -> throw new AssertionError("not expected: " + method);
        });
        linked.add(node);
        return node;
    }

    private interface Answer {
        Object answer(String method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
            (proxy, method, args) -> answer.answer(method.getName(), args)));
    }
}
