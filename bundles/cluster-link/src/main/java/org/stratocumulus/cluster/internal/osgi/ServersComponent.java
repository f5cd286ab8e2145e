package org.stratocumulus.cluster.internal.osgi;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.annotation.bundle.Capability;
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
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.StreamStatus;
import org.stratocumulus.cluster.internal.config.ServersReader;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.node.ClusterNode;
import org.stratocumulus.cluster.internal.tcp.TcpTransport;

/**
 * The doorway: settings in, services out. Whatever the settings are, the component is there, so that a corrected value applies at once.
 */
@Component(service = SettingsStatus.class, immediate = true, configurationPid = "org.stratocumulus.servers",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = ServersConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.stratocumulus.api.cluster.Cluster\"",
        effective = "active")
public final class ServersComponent implements SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(ServersComponent.class);
    private static final int THREADS = 4;
    /** One task for each handler and listener, and completions of requests, which are bounded themselves. */
    private static final int TASKS = 65_536;

    private final TcpTransport transport = new TcpTransport();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(TASKS),
        new DefaultThreadFactory("cluster-handler", true));
    private final ServiceFacts facts = new ServiceFacts(() -> this.nodeStatus, () -> this.streamStatus,
        () -> this.applicationStatus);
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ClusterNode node;
    private final ClusterBean bean;
    private ServersSettings settings = ServersSettings.DEFAULT;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile NodeStatus nodeStatus;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile StreamStatus streamStatus;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ApplicationStatus applicationStatus;

    @Activate
    public ServersComponent(BundleContext context, Map<String, Object> properties) {
        pool.allowCoreThreadTimeOut(true);
        String data = context.getProperty("karaf.data");
        Path file = data != null ? Path.of(data, "cluster-node.id") : context.getDataFile("cluster-node.id").toPath();
        node = new ClusterNode(NodeIdentity.of(file), System.currentTimeMillis(), transport, pool, facts, new SecureRandom());
        apply(properties);
        transport.every(ClusterNode.TICK, node::tick);
        bean = new ClusterBean(node, node.status());
        registrations.add(context.registerService(Cluster.class, node, null));
        registrations.add(context.registerService(NodeRegistry.class, node.registry(), null));
        registrations.add(context.registerService(ClusterStatus.class, node.status(), null));
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        ServersSettings next = ServersReader.read(in, settings);
        settings = next;
        in.report("org.stratocumulus.servers", LOG::error);
        transport.loop().execute(() -> node.apply(next, in.problems()));
    }

    @Deactivate
    void close() throws InterruptedException {
        registrations.forEach(ServiceRegistration::unregister);
        bean.close();
        CountDownLatch closed = new CountDownLatch(1);
        transport.loop().execute(() -> {
            node.close();
            closed.countDown();
        });
        closed.await(2, TimeUnit.SECONDS);
        transport.close();
        pool.shutdown();
    }

    @Reference(service = ClusterMessageHandler.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addHandler(ClusterMessageHandler handler, Map<String, Object> properties) {
        List<String> topics = strings(properties.get(ClusterMessageHandler.TOPIC));
        List<String> paths = strings(properties.get(ClusterMessageHandler.PATH));
        if (topics.isEmpty()) {
            LOG.warn("{} has no service property {} and gets no messages", handler.getClass().getName(), ClusterMessageHandler.TOPIC);
        }
        for (String path : paths.isEmpty() ? List.of("/") : paths) {
            node.add(handler, topics, path, number(properties.get(Constants.SERVICE_RANKING)));
        }
    }

    void removeHandler(ClusterMessageHandler handler) {
        node.remove(handler);
    }

    @Reference(service = ClusterListener.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(ClusterListener listener) {
        node.add(listener);
    }

    void removeListener(ClusterListener listener) {
        node.remove(listener);
    }

    /** What was refused, and what cannot be obeyed now, such as a port that is taken. */
    @Override
    public List<String> problems() {
        return node.status().problems().stream().map(problem -> "org.stratocumulus.servers: " + problem.message()).toList();
    }

    private static List<String> strings(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(String::valueOf).collect(Collectors.toList());
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(String::valueOf).collect(Collectors.toList());
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private static int number(Object value) {
        String digits = value == null ? "" : value.toString().trim();
        return digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
