package org.stratocumulus.netgroup.internal.osgi;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.group.NetGroups;
import org.stratocumulus.api.group.VirtualMember;
import org.stratocumulus.api.loop.Ticker;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.GroupStatus;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.netgroup.internal.ClusterGroups;
import org.stratocumulus.netgroup.internal.GroupReport;
import org.stratocumulus.netgroup.internal.NetGroupNode;
import org.stratocumulus.netgroup.internal.NetGroupSettings;
import org.stratocumulus.session.RecvFlow;

/**
 * The doorway: group flows of clients, virtual members, members of other nodes, figures for the console. When it goes, group flows are
 * rejected; sessions stay. When the directory goes, or before it comes, groups are this node's alone.
 */
@Component(immediate = true, service = {FlowHandler.class, NetGroups.class, GroupStatus.class, ClusterMessageHandler.class,
        SettingsStatus.class}, property = ClusterMessageHandler.TOPIC + "=" + ClusterGroups.TOPIC,
        configurationPid = "org.stratocumulus.netgroup", configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = NetGroupConfig.class)
public final class NetGroupComponent implements FlowHandler, NetGroups, GroupStatus, ClusterMessageHandler, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(NetGroupComponent.class);

    private final NetGroupNode node = new NetGroupNode(NetGroupSettings.DEFAULT, new SecureRandom()::nextLong);
    private final GroupReport report = new GroupReport(node);
    private final Ticker clock = new Ticker("stratocumulus-netgroup");
    private volatile List<String> problems = List.of();

    @Activate
    public NetGroupComponent(Map<String, Object> properties) {
        apply(properties);
        tick();
        clock.start(ClusterGroups.TICK, this::tick);
    }

    private void tick() {
        node.cluster().tick(System.nanoTime() / 1_000_000);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindDirectory(ClusterDirectory directory) {
        node.cluster().connect(directory);
    }

    void unbindDirectory(ClusterDirectory directory) {
        node.cluster().disconnect(directory);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        node.settings(NetGroupSettings.read(in, node.settings()));
        problems = in.report("org.stratocumulus.netgroup", LOG::error);
    }

    @Deactivate
    void close() {
        clock.close();
        node.close();
    }

    NetGroupSettings settings() {
        return node.settings();
    }

    @Override
    public boolean handles(byte[] metadata) {
        return node.handles(metadata);
    }

    @Override
    public void flowOpened(ClientConnection connection, RecvFlow flow) {
        node.flowOpened(connection, flow);
    }

    @Override
    public void disconnected(ClientConnection connection) {
        node.disconnected(connection);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        node.cluster().message(from, topic, values);
    }

    @Override
    public VirtualMember addVirtualMember(GroupId group, PeerId peer) {
        return node.addVirtualMember(group, peer);
    }

    @Override
    public List<GroupInfo> groups() {
        return report.groups();
    }

    @Override
    public List<MemberInfo> members(GroupId group, int limit) {
        return report.members(group, limit);
    }

    @Override
    public List<GroupNode> nodes(GroupId group) {
        return report.nodes(group);
    }

    @Override
    public Map<String, Long> counters() {
        return report.counters();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
