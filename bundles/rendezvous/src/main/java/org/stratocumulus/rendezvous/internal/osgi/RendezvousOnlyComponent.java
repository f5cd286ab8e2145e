package org.stratocumulus.rendezvous.internal.osgi;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
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
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.rendezvous.internal.FarCalls;
import org.stratocumulus.rendezvous.internal.RendezvousApplication;

/**
 * Registers the {@link RendezvousApplication} for the root path, and what it hears of other servers, while {@code rendezvous.only} is true;
 * others on the root come before it.
 */
@Component(service = SettingsStatus.class, immediate = true, configurationPid = "org.stratocumulus.rendezvous",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class RendezvousOnlyComponent implements SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(RendezvousOnlyComponent.class);
    private static final int BEHIND_OTHERS = -1000;
    private static final int MOST_PER_SECOND = 1_000_000;

    private final BundleContext context;
    private final FarCalls elsewhere;
    private final RendezvousApplication application;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private int perClient = FarCalls.PER_CLIENT;
    private ClusterDirectory directory;
    private volatile List<String> problems = List.of();

    @Activate
    public RendezvousOnlyComponent(BundleContext context, @Reference ConnectionDirectory directory, Map<String, Object> properties) {
        this.context = context;
        elsewhere = new FarCalls(directory, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), new SecureRandom().nextLong());
        application = new RendezvousApplication(directory, elsewhere);
        configure(properties);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindDirectory(ClusterDirectory bound) {
        directory = bound;
        elsewhere.directory(bound.peers());
    }

    /** A replacement is bound before this. */
    synchronized void unbindDirectory(ClusterDirectory unbound) {
        if (directory == unbound) {
            directory = null;
            elsewhere.directory(null);
        }
    }

    @Modified
    synchronized void configure(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        boolean only = in.flag("rendezvous.only", false, !registrations.isEmpty());
        perClient = in.number("rendezvous.relaysPerClient", 1, MOST_PER_SECOND, FarCalls.PER_CLIENT, perClient);
        elsewhere.perClient(perClient);
        problems = in.report("org.stratocumulus.rendezvous", LOG::error);
        if (only && registrations.isEmpty()) {
            registrations.add(context.registerService(Application.class, application,
                new Hashtable<>(Map.of(Application.PATH, "/", Constants.SERVICE_RANKING, BEHIND_OTHERS))));
            registrations.add(context.registerService(ClusterMessageHandler.class, elsewhere,
                new Hashtable<>(Map.of(ClusterMessageHandler.TOPIC, FarCalls.TOPIC))));
        } else if (!only) {
            close();
        }
    }

    @Deactivate
    synchronized void close() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
