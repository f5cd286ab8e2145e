package org.stratocumulus.rendezvous.internal.osgi;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.ServiceReference;
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
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.loop.Ticker;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RendezvousListener;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.RendezvousStatus;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.rendezvous.internal.Listeners;
import org.stratocumulus.rendezvous.internal.ServerAddresses;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/** Declarative Services doorway of the {@link Introducer}: listeners come and go around it. */
@Component(service = {HelloRouter.class, RendezvousStatus.class, ClusterListener.class, ClusterMessageHandler.class, SettingsStatus.class},
        property = ClusterMessageHandler.TOPIC + "=" + Introducer.TOPIC, configurationPid = "org.stratocumulus.rendezvous",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = RendezvousConfig.class)
public final class IntroducerComponent implements HelloRouter, RendezvousStatus, ClusterListener, ClusterMessageHandler, SettingsStatus {
    /** Lookups that may wait for the listeners; more are dropped. */
    static final int LOOKUPS_WAITING = 4096;

    /** Servers whose addresses may wait to be resolved; more have to wait for the next time. */
    private static final int NAMES_WAITING = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(IntroducerComponent.class);
    private static final int FORWARDS_PER_PEER = 50;
    private static final int MOST_PER_SECOND = 1_000_000;

    private final RankedListeners listeners = new RankedListeners();
    private final ExecutorService thread = oneThread("rendezvous", LOOKUPS_WAITING);
    /** Ends the waiting for other servers. */
    private final Ticker timer = new Ticker("rendezvous-timer");
    /** Asks the name service, which may take its time. */
    private final ExecutorService names = oneThread("rendezvous-names", NAMES_WAITING);
    private final Introducer introducer;
    private int forwardsPerPeer = FORWARDS_PER_PEER;
    private int lookupsPerServer = Introducer.LOOKUPS_PER_SERVER;
    private ClusterDirectory directory;
    private PeerRelay relay;
    private volatile List<String> problems = List.of();

    /** Activated with the directory of this node's clients. */
    @Activate
    public IntroducerComponent(@Reference ConnectionDirectory directory, Map<String, Object> properties) {
        introducer = new Introducer(directory, new Listeners(listeners::inOrder, thread), new ServerAddresses(names),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), new SecureRandom().nextLong(), FORWARDS_PER_PEER);
        configure(properties);
        timer.start(Introducer.TICK, introducer::tick);
    }

    @Modified
    void configure(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        forwardsPerPeer = in.number("rendezvous.forwardsPerPeer", 1, MOST_PER_SECOND, FORWARDS_PER_PEER, forwardsPerPeer);
        lookupsPerServer = in.number("rendezvous.lookupsPerServer", 1, MOST_PER_SECOND, Introducer.LOOKUPS_PER_SERVER, lookupsPerServer);
        introducer.forwardsPerPeer(forwardsPerPeer);
        introducer.lookupsPerServer(lookupsPerServer);
        problems = in.report("org.stratocumulus.rendezvous", LOG::error);
    }

    /** A thread that is there while it has something to do. @param waiting tasks that may wait; more are rejected */
    private static ExecutorService oneThread(String name, int waiting) {
        return new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
    }

    @Deactivate
    void close() {
        introducer.directory(null);
        timer.close();
        names.shutdown();
        thread.shutdown();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindDirectory(ClusterDirectory bound) {
        directory = bound;
        introducer.directory(bound);
    }

    /** A replacement is bound before this. */
    synchronized void unbindDirectory(ClusterDirectory unbound) {
        if (directory == unbound) {
            directory = null;
            introducer.directory(null);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(RendezvousListener listener, ServiceReference<RendezvousListener> reference) {
        listeners.add(reference, listener);
    }

    void updatedListener(RendezvousListener listener, ServiceReference<RendezvousListener> reference) {
        listeners.add(reference, listener);
    }

    void unbindListener(RendezvousListener listener, ServiceReference<RendezvousListener> reference) {
        listeners.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindRelay(PeerRelay bound) {
        relay = bound;
        introducer.relay(bound);
    }

    /** A replacement is bound before this. */
    synchronized void unbindRelay(PeerRelay gone) {
        if (relay == gone) {
            relay = null;
            introducer.relay(null);
        }
    }

    @Override
    public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        return introducer.route(from, discriminator, tag, selectsUs);
    }

    @Override
    public void connected(ServerNode server) {
        introducer.connected(server);
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        introducer.disconnected(server, reason);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        introducer.message(from, topic, values);
    }

    @Override
    public Optional<PeerInfo> find(PeerId peer) {
        return introducer.find(peer);
    }

    @Override
    public CompletionStage<List<ServerNode>> elsewhere(PeerId peer) {
        return introducer.elsewhere(peer);
    }

    @Override
    public Map<String, Long> counters() {
        return introducer.counters();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
