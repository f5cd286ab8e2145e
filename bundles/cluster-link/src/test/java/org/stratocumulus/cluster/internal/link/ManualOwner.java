package org.stratocumulus.cluster.internal.link;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.cluster.internal.wire.Hello;
import org.stratocumulus.cluster.internal.wire.Layout;

/** Records what a link tells, and says hello as told. */
final class ManualOwner implements LinkOwner, Carrier {
    final List<String> events = new ArrayList<>();
    final String nodeId;
    SortedMap<String, String> properties = new TreeMap<>();
    String refusal;
    boolean carrierClosed;

    ManualOwner(String nodeId) {
        this.nodeId = nodeId;
    }

    @Override
    public Hello hello(Link link, boolean own) {
        SortedMap<String, String> all = new TreeMap<>(properties);
        if (own && !nodeId.isEmpty()) {
            all.putAll(FarEnd.describe(new LocalNode(nodeId, 7, "", List.of("192.0.2.1:1935"), 19350, Set.of("x"))));
        }
        return Hello.of("127.0.0.1:19351", all);
    }

    @Override
    public String refusal(Link link, FarEnd far) {
        return refusal;
    }

    @Override
    public void up(Link link) {
        events.add("up");
    }

    @Override
    public void message(Link link, String name, byte[] data, int offset, int length) {
        events.add(name + " " + Layout.hex(Arrays.copyOfRange(data, offset, offset + length)));
    }

    @Override
    public void read() {
    }

    @Override
    public void control(Link link, String name, List<AmfValue> values) {
        events.add(name + " " + values);
    }

    @Override
    public void services(Link link, Set<String> paths) {
        events.add(". " + paths);
    }

    @Override
    public void down(Link link, String reason) {
        events.add("down: " + reason);
    }

    @Override
    public void wake() {
    }

    @Override
    public void close() {
        carrierClosed = true;
    }

    Link link(Direction direction, LinkLimits limits) {
        return new Link(direction, new InetSocketAddress("192.0.2.9", 40_000), Map.of(), limits, this, this);
    }
}
