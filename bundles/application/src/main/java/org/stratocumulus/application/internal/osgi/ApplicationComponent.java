package org.stratocumulus.application.internal.osgi;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.application.internal.app.ApplicationThreads;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.app.Registration;
import org.stratocumulus.application.internal.connection.ApplicationFigures;
import org.stratocumulus.application.internal.connection.KeepaliveTimers;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectGate;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.spi.SessionAcceptor;

/** Declarative Services doorway of {@link NetConnections}: applications, streams and flow handlers come and go around it. */
@Component(service = {SessionAcceptor.class, ConnectionDirectory.class, ApplicationStatus.class, SettingsStatus.class}, immediate = true,
        configurationPid = "org.stratocumulus.rtmfp", configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class ApplicationComponent implements SessionAcceptor, ConnectionDirectory, ApplicationStatus, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationComponent.class);
    /** Decisions and calls that may wait for one application. */
    private static final int APPLICATION_QUEUE = 4096;

    private final ApplicationThreads pool = new ApplicationThreads();
    private final Applications applications = new Applications(pool, APPLICATION_QUEUE);
    private final NetConnections connections = new NetConnections(applications, pool, Limits.DEFAULT);
    private final ApplicationStatus figures = new ApplicationFigures(connections);
    private final Map<ServiceReference<Application>, Registration> registrations = new ConcurrentHashMap<>();
    private KeepaliveTimers keepalive = KeepaliveTimers.DEFAULT;
    private NetStreamFactory streamFactory;
    private volatile boolean stopping;
    private volatile List<String> problems = List.of();

    /** Begins without applications. */
    @Activate
    public ApplicationComponent(Map<String, Object> properties) {
        configure(properties);
    }

    /** What is out of range is brought into it; what is no number is refused. */
    @Modified
    void configure(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        keepalive = new KeepaliveTimers(seconds(in, "keepAliveServer", KeepaliveTimers::serverSeconds),
                seconds(in, "keepAlivePeer", KeepaliveTimers::peerSeconds));
        connections.keepalive(keepalive);
        problems = in.report("org.stratocumulus.rtmfp", LOG::error);
    }

    KeepaliveTimers keepalive() {
        return keepalive;
    }

    private int seconds(SettingsReader in, String key, ToIntFunction<KeepaliveTimers> timer) {
        return in.number(key, 0, Integer.MAX_VALUE, timer.applyAsInt(KeepaliveTimers.DEFAULT), timer.applyAsInt(keepalive));
    }

    /** The applications hear of their clients' end even though they are unbound after this. */
    @Deactivate
    void close() {
        stopping = true;
        connections.closeAll("the server stops");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindApplication(Application application, ServiceReference<Application> reference) {
        List<String> paths = paths(reference.getProperty(Application.PATH));
        if (paths.isEmpty()) {
            LOG.warn("an application of {} has no property {} and serves nothing", name(reference), Application.PATH);
            return;
        }
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        long serviceId = (Long) reference.getProperty(Constants.SERVICE_ID);
        Registration former =
                registrations.put(reference, applications.add(application, paths, ranking, serviceId, name(reference)));
        if (former != null) {
            applications.remove(former);
        }
    }

    void updatedApplication(Application application, ServiceReference<Application> reference) {
        if (paths(reference.getProperty(Application.PATH)).isEmpty()) {
            unbindApplication(application, reference);
        } else {
            bindApplication(application, reference);
        }
    }

    void unbindApplication(Application application, ServiceReference<Application> reference) {
        Registration registration = stopping ? null : registrations.remove(reference);
        if (registration != null) {
            applications.remove(registration);
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindStreams(NetStreamFactory factory) {
        streamFactory = factory;
        connections.streamFactory(factory);
    }

    /** A replacement is bound before this. */
    synchronized void unbindStreams(NetStreamFactory factory) {
        if (streamFactory == factory) {
            streamFactory = null;
            connections.streamFactory(null);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFlowHandler(FlowHandler handler) {
        connections.add(handler);
    }

    void unbindFlowHandler(FlowHandler handler) {
        connections.remove(handler);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindGate(ConnectGate gate) {
        connections.add(gate);
    }

    void unbindGate(ConnectGate gate) {
        connections.remove(gate);
    }

    @Override
    public SessionListener accept(Session session) {
        return connections.accept(session);
    }

    @Override
    public ClientConnection find(PeerId peer) {
        return connections.find(peer);
    }

    @Override
    public ClientConnection at(InetSocketAddress address) {
        return connections.at(address);
    }

    @Override
    public Watch watch(ConnectionListener listener) {
        return connections.watch(listener);
    }

    @Override
    public List<ApplicationInfo> applications() {
        return figures.applications();
    }

    @Override
    public Map<String, Long> counters() {
        return figures.counters();
    }

    /** OSGi allows one value, an array, or a collection. */
    private static List<String> paths(Object property) {
        if (property instanceof String path) {
            return List.of(path);
        }
        if (property instanceof String[] several) {
            return List.of(several);
        }
        return property instanceof Collection<?> several ? several.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }

    private static String name(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : bundle.getSymbolicName() + ' ' + bundle.getVersion();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
