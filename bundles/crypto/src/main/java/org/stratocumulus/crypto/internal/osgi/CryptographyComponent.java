package org.stratocumulus.crypto.internal.osgi;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityStore;

/**
 * Publishes the server's {@link CryptographyProfile}. Registers the service itself rather than being it: a component whose activation
 * fails over a bad file is not tried again when the configuration is corrected. Once published, a profile stays whatever the configuration
 * becomes, for sessions depend on it.
 */
@Component(service = {}, immediate = true, configurationPid = "org.stratocumulus.rtmfp", configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = IdentityConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.stratocumulus.crypto.CryptographyProfile\"",
        effective = "active")
public final class CryptographyComponent {
    private static final Logger LOG = LoggerFactory.getLogger(CryptographyComponent.class);

    private final BundleContext context;
    private ServiceRegistration<CryptographyProfile> registration;
    private String published;

    @Activate
    public CryptographyComponent(BundleContext context, IdentityConfig config) {
        this.context = context;
        publish(config);
    }

    @Modified
    void modified(IdentityConfig config) {
        if (registration == null) {
            publish(config);
        } else if (!config.identity().equals(published)) {
            LOG.warn("identity: {} takes effect at the next start", config.identity());
        }
    }

    @Deactivate
    void close() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private void publish(IdentityConfig config) {
        try {
            Path file = file(config);
            Identity identity = IdentityStore.loadOrCreate(file);
            CryptographyProfile profile = new FlashProfile(identity, FlashOptions.DEFAULT, new SecureRandom());
            registration = context.registerService(CryptographyProfile.class, profile, null);
            published = config.identity();
            LOG.info("identity {} from {}", identity.peerId(), file);
        } catch (IOException | InvalidPathException e) {
            LOG.error("identity: {}; no session is possible until it is corrected", e.getMessage());
        }
    }

    private Path file(IdentityConfig config) {
        if (!config.identity().isBlank()) {
            return Path.of(config.identity().trim());
        }
        String data = context.getProperty("karaf.data");
        return data != null ? Path.of(data, "identity.pem") : context.getDataFile("identity.pem").toPath();
    }
}
