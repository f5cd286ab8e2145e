package org.stratocumulus.cluster.internal.osgi;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.StreamStatus;
import org.stratocumulus.cluster.internal.node.LocalFacts;

/** What the status services of this server say; a service that is missing or fails counts as one that does nothing. */
final class ServiceFacts implements LocalFacts {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceFacts.class);

    private final Supplier<NodeStatus> node;
    private final Supplier<StreamStatus> streams;
    private final Supplier<ApplicationStatus> applications;

    ServiceFacts(Supplier<NodeStatus> node, Supplier<StreamStatus> streams, Supplier<ApplicationStatus> applications) {
        this.node = node;
        this.streams = streams;
        this.applications = applications;
    }

    @Override
    public Figures read() {
        try {
            NodeStatus status = node.get();
            NodeStatus.Snapshot now = status == null ? null : status.snapshot();
            Map<String, Long> counters = now == null ? Map.of() : now.counters();
            return new Figures(now == null ? 0 : port(now), paths(applications.get()), now == null ? 0 : now.sessions(),
                now == null ? 0 : now.maxSessions(), publications(streams.get()), counters.getOrDefault("udp.bytesReceived", 0L),
                counters.getOrDefault("udp.bytesSent", 0L), cpu());
        } catch (RuntimeException e) { // a service that goes away while it is asked
            LOG.debug("the figures of this second are lost", e);
            return Figures.NONE;
        }
    }

    private static int port(NodeStatus.Snapshot now) {
        for (String address : now.listening()) {
            String digits = address.substring(address.lastIndexOf(':') + 1);
            if (digits.matches("\\d{1,5}")) {
                return Integer.parseInt(digits);
            }
        }
        return 0;
    }

    private static Set<String> paths(ApplicationStatus status) {
        Set<String> paths = new TreeSet<>();
        if (status != null) {
            status.applications().stream().filter(a -> !a.bundle().isEmpty()).forEach(a -> paths.add(a.path()));
        }
        return paths;
    }

    private static int publications(StreamStatus status) {
        return status == null ? 0 : (int) status.streams().stream().filter(s -> s.publisher() != null).count();
    }

    /** Through JMX: the package of the richer interface is not visible in every framework. */
    private static double cpu() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            Object load = beans.getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuLoad");
            return load instanceof Double value && value >= 0 ? value : -1;
        } catch (JMException e) {
            return -1;
        }
    }
}
