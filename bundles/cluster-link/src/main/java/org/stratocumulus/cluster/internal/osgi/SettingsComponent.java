package org.stratocumulus.cluster.internal.osgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.ClusterSettings;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.cluster.internal.config.CumulusIni;
import org.stratocumulus.cluster.internal.config.ServersReader;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.config.TargetAddress;
import org.stratocumulus.cluster.internal.link.HostPort;

/** Changes stored settings. Also takes a {@code CumulusServer.ini} that is dropped into {@code etc/}, once, and renames it. */
@Component(service = ClusterSettings.class, immediate = true)
public final class SettingsComponent implements ClusterSettings {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsComponent.class);
    private static final String TARGETS = "servers.targets";
    private static final int MAX_BYTES = 1 << 20;
    private static final long LOOK_EVERY = 2;

    private final ConfigurationAdmin admin;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cluster-ini");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public SettingsComponent(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.admin = admin;
        String etc = context.getProperty("karaf.etc");
        if (etc != null) {
            Path dropped = Path.of(etc, "CumulusServer.ini");
            watch.scheduleWithFixedDelay(() -> look(dropped), LOOK_EVERY, LOOK_EVERY, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    void close() {
        watch.shutdownNow();
    }

    private void look(Path dropped) {
        try {
            if (Files.isRegularFile(dropped)) {
                // renamed first: whatever goes wrong afterwards goes wrong once
                Path taken = Files.move(dropped, dropped.resolveSibling("CumulusServer.ini.imported"), StandardCopyOption.REPLACE_EXISTING);
                importIni(taken).forEach(line -> LOG.info("CumulusServer.ini: {}", line));
            }
        } catch (IOException | RuntimeException e) { // an exception would end the watch
            LOG.warn("{} cannot be imported: {}", dropped, e.toString());
        }
    }

    @Override
    public List<String> importIni(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
        }
        CumulusIni ini = CumulusIni.translate(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
        List<String> remarks = new ArrayList<>(ini.remarks());
        SettingsReader in = new SettingsReader(ini.settings().getOrDefault(CumulusIni.SERVERS, Map.of()));
        ServersReader.read(in, ServersSettings.DEFAULT);
        in.problems().forEach(problem -> remarks.add(problem.sentence()));
        for (Map.Entry<String, Map<String, String>> pid : ini.settings().entrySet()) {
            store(pid.getKey(), pid.getValue());
        }
        return remarks;
    }

    @Override
    public boolean addTarget(String target) throws IOException {
        TargetAddress added = parse(target);
        List<String> entries = targets();
        boolean replaced = entries.removeIf(entry -> isAt(entry, added.address().toString()));
        entries.add(target.strip());
        store(CumulusIni.SERVERS, Map.of(TARGETS, String.join(", ", entries)));
        return !replaced;
    }

    @Override
    public boolean removeTarget(String address) throws IOException {
        List<String> entries = targets();
        if (!entries.removeIf(entry -> isAt(entry, address.strip()))) {
            return false;
        }
        store(CumulusIni.SERVERS, Map.of(TARGETS, String.join(", ", entries)));
        return true;
    }

    private static TargetAddress parse(String target) {
        if (target.matches("(?s).*[,;].*")) {
            throw new IllegalArgumentException("one target at a time; in a property write %2C for a comma and %3B for a semicolon");
        }
        try {
            return TargetAddress.parse(target.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(target + ": " + e.getMessage(), e);
        }
    }

    private static boolean isAt(String entry, String address) {
        int question = entry.indexOf('?');
        return HostPort.parse(question < 0 ? entry : entry.substring(0, question)).map(HostPort::toString).orElse("").equals(address);
    }

    private List<String> targets() throws IOException {
        Dictionary<String, Object> properties = configuration(CumulusIni.SERVERS).getProperties();
        Object stored = properties == null ? null : properties.get(TARGETS);
        List<String> entries = new ArrayList<>();
        for (String entry : (stored == null ? "" : stored.toString()).split("[,;]")) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    private void store(String pid, Map<String, String> values) throws IOException {
        Configuration configuration = configuration(pid);
        Dictionary<String, Object> properties = configuration.getProperties() == null ? new Hashtable<>() : configuration.getProperties();
        values.forEach(properties::put);
        configuration.update(properties);
    }

    private Configuration configuration(String pid) throws IOException {
        return admin.getConfiguration(pid, "?");
    }
}
