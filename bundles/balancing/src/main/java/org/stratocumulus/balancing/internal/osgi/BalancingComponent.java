package org.stratocumulus.balancing.internal.osgi;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
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
import org.stratocumulus.api.balancing.Balancing;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Elsewhere;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.application.spi.ConnectGate;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.balancing.internal.AddressBook;
import org.stratocumulus.balancing.internal.Arrival;
import org.stratocumulus.balancing.internal.Arrivals;
import org.stratocumulus.balancing.internal.BalancingDesk;
import org.stratocumulus.balancing.internal.BalancingSettings;
import org.stratocumulus.balancing.internal.ClusterTies;
import org.stratocumulus.balancing.internal.FactsReader;
import org.stratocumulus.balancing.internal.ForwardedHellos;
import org.stratocumulus.balancing.internal.HelloBalancer;
import org.stratocumulus.balancing.internal.Leave;
import org.stratocumulus.balancing.internal.NodeFacts;
import org.stratocumulus.balancing.internal.NodeNews;
import org.stratocumulus.balancing.internal.NodeTable;
import org.stratocumulus.balancing.internal.RoomGate;
import org.stratocumulus.balancing.internal.Strategies;
import org.stratocumulus.balancing.internal.StrategyGuard;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.session.spi.EndpointControl;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * The doorway. Strategies, cluster and endpoint may come and go. All but one of the services are registered by hand: their users are those
 * that this component refers to, and Declarative Services would see a circle.
 */
@Component(service = SettingsStatus.class, immediate = true, configurationPid = "org.stratocumulus.balancing",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = BalancingConfig.class)
public final class BalancingComponent implements SettingsStatus {
    static final String PID = "org.stratocumulus.balancing";
    private static final Logger LOG = LoggerFactory.getLogger(BalancingComponent.class);
    private static final int REFRESH_MILLIS = 250;

    private final Pools pools = new Pools();
    private final FactsReader facts = new FactsReader(new AddressBook(InetAddress::getAllByName, pools.names()));
    private final Arrivals arrivals = new Arrivals(BalancingComponent::millis);
    private final ClusterTies ties = new ClusterTies(facts, arrivals, this::forwarded);
    private final Strategies strategies = new Strategies(System::nanoTime);
    private final Leave leave = new Leave(new ConnectedClients(() -> this.node, () -> this.control, () -> this.directory));
    private final NodeTable table;
    private final HelloBalancer balancer;
    private final BalancingDesk desk;
    private final ForwardedHellos forwardedHellos;
    private final ConfigurationAdmin configurations;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private volatile BalancingSettings settings = BalancingSettings.DEFAULT;
    private volatile List<String> problems = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile NodeStatus node;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Cluster cluster;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile NodeRegistry registry;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConnectionDirectory directory;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile EndpointControl control;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile CryptographyProfile profile;

    @Activate
    public BalancingComponent(BundleContext context, Map<String, Object> properties, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        SecureRandom random = new SecureRandom();
        table = new NodeTable(FactsReader.alone(Map.of()));
        balancer = new HelloBalancer(table, strategies, arrivals, ties, settings, BalancingComponent::millis, System::currentTimeMillis,
            random.nextLong());
        desk = new BalancingDesk(balancer, strategies, leave, facts::problems, this::store, System::nanoTime, random::nextLong);
        forwardedHellos = new ForwardedHellos(balancer, () -> profile, () -> control, BalancingComponent::millis);
        apply(properties);
        registrations.add(context.registerService(Balancing.class, desk, null));
        registrations.add(context.registerService(HelloRouter.class, balancer, null));
        registrations.add(context.registerService(Elsewhere.class, balancer, null));
        registrations.add(context.registerService(ConnectGate.class, new RoomGate(balancer, this::hasRoom), null));
        registrations.add(context.registerService(ClusterListener.class, ties, null));
        registrations.add(context.registerService(ClusterMessageHandler.class, ties,
            new Hashtable<>(Map.of(ClusterMessageHandler.TOPIC, new String[] {NodeNews.TOPIC, ClusterTies.ARRIVAL}))));
        pools.every(REFRESH_MILLIS, this::refresh);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        BalancingSettings next = Settings.read(in, settings);
        settings = next;
        balancer.settings(next);
        strategies.want(next.strategy());
        problems = in.report(PID, LOG::error);
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        pools.close();
    }

    @Reference(service = BalancingStrategy.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStrategy(BalancingStrategy strategy, ServiceReference<BalancingStrategy> reference) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        Bundle bundle = reference.getBundle();
        StrategyGuard guard = new StrategyGuard(strategy, System::nanoTime);
        strategies.add(new Strategies.Ranked(guard, guard.name(), ranking instanceof Integer number ? number : 0,
            (Long) reference.getProperty(Constants.SERVICE_ID),
            bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion()));
    }

    void removeStrategy(BalancingStrategy strategy) {
        desk.removed(strategy);
    }

    private void forwarded(String sender, Arrival hello) {
        forwardedHellos.forwarded(sender, hello);
    }

    private void refresh() {
        Cluster links = cluster;
        NodeRegistry reports = registry;
        boolean draining = settings.draining().active();
        long now = millis();
        if (reports != null) {
            reports.announce(draining ? NodeState.DRAINING : NodeState.UP);
        }
        NodeFacts self = facts.self(links, reports, endpoint(), draining, settings, now);
        table.update(self, facts.others(links, now), now, settings);
        ties.update(links, new NodeNews(settings.properties(), self.full()));
        leave.tick(settings.draining(), now);
    }

    /** At this moment, for a client that has a session already. */
    private boolean hasRoom() {
        NodeStatus.Snapshot now = endpoint();
        NodeRegistry reports = registry;
        return now != null && !settings.draining().active()
            && !FactsReader.isFull(now.sessions() - 1, now, reports == null ? null : reports.self(), settings.admission());
    }

    private NodeStatus.Snapshot endpoint() {
        NodeStatus endpoint = node;
        return endpoint == null ? null : endpoint.snapshot();
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    private void store(Map<String, String> changes) throws IOException {
        Configuration configuration = configurations.getConfiguration(PID, "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        Dictionary<String, Object> next = properties == null ? new Hashtable<>() : properties;
        changes.forEach(next::put);
        configuration.update(next);
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
