package org.stratocumulus.crypto.internal.osgi;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
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
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityStore;

/**
 * Publishes the server's {@link CryptographyProfile}. Registers the service itself rather than being it: a component whose activation
 * fails over a bad file is not tried again when the configuration is corrected. Once published, a profile stays whatever the configuration
 * becomes, for sessions depend on it; on which terms it opens later ones may change.
 */
@Component(service = SettingsStatus.class, immediate = true, configurationPid = "org.stratocumulus.rtmfp",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = CryptographyConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.stratocumulus.crypto.CryptographyProfile\"",
        effective = "active")
public final class CryptographyComponent implements SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(CryptographyComponent.class);

    private final BundleContext context;
    private ServiceRegistration<CryptographyProfile> registration;
    private String published;
    private Identity identity;
    private FlashProfile profile;
    private CryptographySettings settings = CryptographySettings.DEFAULTS;
    private volatile List<String> problems = List.of();

    @Activate
    public CryptographyComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        publish(new SettingsReader(properties));
    }

    @Modified
    void modified(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        if (registration == null) {
            publish(in);
        } else {
            if (!in.text("identity").equals(published)) {
                LOG.warn("identity: {} takes effect at the next start", in.text("identity"));
            }
            change(in);
        }
    }

    @Deactivate
    void close() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private void publish(SettingsReader in) {
        String name = in.text("identity");
        try {
            Path file = file(name);
            identity = IdentityStore.loadOrCreate(file);
            settings = read(in);
            Identity offered = settings.offeredBy(identity);
            profile = new FlashProfile(offered, settings.options(), new SecureRandom());
            registration = context.registerService(CryptographyProfile.class, profile, null);
            published = name;
            LOG.info("identity {} from {}", offered.peerId(), file);
        } catch (IOException | InvalidPathException e) {
            problems = List.of("org.stratocumulus.rtmfp: identity: " + e.getMessage() + "; no session is possible until it is corrected");
            problems.forEach(LOG::error);
        }
    }

    /** Sessions that are keyed stay as they are. */
    private void change(SettingsReader in) {
        CryptographySettings former = settings;
        settings = read(in);
        if (!settings.equals(former)) {
            Identity offered = settings.offeredBy(identity);
            profile.terms(offered, settings.options());
            LOG.info("identity {}", offered.peerId());
        }
    }

    private CryptographySettings read(SettingsReader in) {
        CryptographySettings next = CryptographySettings.read(in, identity, settings);
        problems = in.report("org.stratocumulus.rtmfp", LOG::error);
        return next;
    }

    private Path file(String name) {
        if (!name.isEmpty()) {
            return Path.of(name);
        }
        String data = context.getProperty("karaf.data");
        return data != null ? Path.of(data, "identity.pem") : context.getDataFile("identity.pem").toPath();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
