package org.stratocumulus.directory.internal.osgi;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.api.loop.Ticker;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.DirectoryStatus;
import org.stratocumulus.directory.internal.Directory;
import org.stratocumulus.directory.internal.DirectoryReport;
import org.stratocumulus.directory.internal.DirectorySettings;

/** The doorway of the {@link Directory}: there for as long as there is a cluster. */
@Component(immediate = true, service = {ClusterDirectory.class, ClusterListener.class, ClusterMessageHandler.class, DirectoryStatus.class,
        SettingsStatus.class}, property = ClusterMessageHandler.TOPIC + "=" + Directory.TOPIC, configurationPid = "org.stratocumulus.directory",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = DirectoryConfig.class)
public final class DirectoryComponent implements ClusterDirectory, ClusterListener, ClusterMessageHandler, DirectoryStatus, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryComponent.class);

    private final Ticker thread = new Ticker("directory");
    private final Directory directory;
    private final DirectoryStatus report;
    private volatile List<String> problems = List.of();

    @Activate
    public DirectoryComponent(@Reference Cluster cluster, Map<String, Object> properties) {
        directory = new Directory(cluster.self().nodeId(), System.currentTimeMillis(), new SecureRandom().nextLong(),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), thread, DirectorySettings.DEFAULT);
        report = new DirectoryReport(directory);
        apply(properties);
        thread.start(Directory.TICK, directory::tick);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        directory.apply(DirectorySettings.read(in, directory.settings()));
        problems = in.report("org.stratocumulus.directory", LOG::error);
    }

    @Deactivate
    void close() {
        directory.close();
        thread.close();
    }

    @Override
    public OwnedIds<PeerId> peers() {
        return directory.peers();
    }

    @Override
    public OwnedIds<GroupId> groups() {
        return directory.groups();
    }

    @Override
    public void connected(ServerNode server) {
        directory.connected(server);
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        directory.disconnected(server, reason);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        directory.message(from, topic, values);
    }

    @Override
    public String form() {
        return report.form();
    }

    @Override
    public List<NodeInfo> nodes() {
        return report.nodes();
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
