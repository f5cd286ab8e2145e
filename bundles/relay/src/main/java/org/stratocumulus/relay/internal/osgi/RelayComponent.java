package org.stratocumulus.relay.internal.osgi;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.RelayStatus;
import org.stratocumulus.relay.internal.Addresses;
import org.stratocumulus.relay.internal.PublicAddresses;
import org.stratocumulus.relay.internal.RelayNode;
import org.stratocumulus.relay.internal.RelaySettings;
import org.stratocumulus.relay.internal.UdpRelayPorts;

/** Declarative Services doorway of the {@link RelayNode}, which is there from the first moment that ports are configured. */
@Component(service = {PeerRelay.class, RelayStatus.class, SettingsStatus.class}, immediate = true,
        configurationPid = "org.stratocumulus.relay", configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = RelayConfig.class)
public final class RelayComponent implements PeerRelay, RelayStatus, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(RelayComponent.class);

    /** Opens and closes ports, at most two tasks for each pair. */
    private final ExecutorService blocking = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
        Thread created = new Thread(task, "relay-ports");
        created.setDaemon(true);
        return created;
    });
    private volatile RelaySettings settings = RelaySettings.OFF;
    private volatile RelayNode node;
    private volatile List<String> problems = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Cluster cluster;

    @Activate
    public RelayComponent(Map<String, Object> properties) {
        configure(properties);
    }

    @Modified
    void configure(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        apply(RelaySettings.read(in, settings));
        problems = in.report("org.stratocumulus.relay", LOG::error);
    }

    private synchronized void apply(RelaySettings changed) {
        settings = changed;
        if (node != null) {
            node.settings(changed);
        } else if (changed.isOn()) {
            node = new RelayNode(new UdpRelayPorts(), blocking, new PublicAddresses(this::publicAddresses), changed);
        }
    }

    private List<InetAddress> publicAddresses() {
        List<InetAddress> configured = settings.publicAddresses();
        Cluster linked = cluster;
        return configured.isEmpty() && linked != null ? Addresses.ofServers(linked.self().publicAddresses()) : configured;
    }

    @Deactivate
    synchronized void close() {
        if (node != null) {
            node.close();
        }
        blocking.shutdown();
    }

    @Override
    public int afterAttempts() {
        return settings.afterAttempts();
    }

    @Override
    public CompletionStage<Way> offer(RelayedPeer asker, RelayedPeer peer) {
        RelayNode now = node;
        return now == null ? null : now.offer(asker, peer);
    }

    @Override
    public CompletionStage<Boolean> admit(RelayedPeer asker, RelayedPeer peer) {
        RelayNode now = node;
        return now == null ? null : now.admit(asker, peer);
    }

    @Override
    public boolean isOn() {
        return node != null && node.isOn();
    }

    @Override
    public List<PairInfo> pairs() {
        RelayNode now = node;
        return now == null ? List.of() : now.pairs();
    }

    @Override
    public Map<String, Long> counters() {
        RelayNode now = node;
        return now == null ? Map.of() : now.counters();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
