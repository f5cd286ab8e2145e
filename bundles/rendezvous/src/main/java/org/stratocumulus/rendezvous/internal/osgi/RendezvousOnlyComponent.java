package org.stratocumulus.rendezvous.internal.osgi;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.rendezvous.internal.RendezvousApplication;

/** Registers the {@link RendezvousApplication} for the root path while {@code rendezvous.only} is true; others on the root come before it. */
@Component(service = {}, immediate = true, configurationPid = "org.stratocumulus.rendezvous",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class RendezvousOnlyComponent {
    private static final Logger LOG = LoggerFactory.getLogger(RendezvousOnlyComponent.class);
    private static final int BEHIND_OTHERS = -1000;

    private final BundleContext context;
    private final RendezvousApplication application;
    private ServiceRegistration<Application> registration;

    @Activate
    public RendezvousOnlyComponent(BundleContext context, @Reference ConnectionDirectory directory, Map<String, Object> properties) {
        this.context = context;
        application = new RendezvousApplication(directory);
        configure(properties);
    }

    @Modified
    synchronized void configure(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        boolean only = in.flag("rendezvous.only", false, registration != null);
        in.problems().forEach(problem -> LOG.error("org.stratocumulus.rendezvous: {}", problem));
        if (only && registration == null) {
            Hashtable<String, Object> paths = new Hashtable<>(Map.of(Application.PATH, "/", Constants.SERVICE_RANKING, BEHIND_OTHERS));
            registration = context.registerService(Application.class, application, paths);
        } else if (!only) {
            close();
        }
    }

    @Deactivate
    synchronized void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
