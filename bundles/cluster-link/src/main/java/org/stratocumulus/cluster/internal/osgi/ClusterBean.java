package org.stratocumulus.cluster.internal.osgi;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterStatus;

/** Registers itself with the platform's MBean server for as long as it is open. */
final class ClusterBean implements ClusterMXBean, AutoCloseable {
    static final String NAME = "org.stratocumulus:type=Cluster";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterBean.class);

    private final Cluster cluster;
    private final ClusterStatus status;

    ClusterBean(Cluster cluster, ClusterStatus status) {
        this.cluster = cluster;
        this.status = status;
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
        } catch (JMException e) { // monitoring is missing, the links are not
            LOG.warn("{} cannot be registered: {}", NAME, e.toString());
        }
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException e) {
            LOG.debug("{} was not registered", NAME, e);
        }
    }

    @Override
    public String getNodeId() {
        return cluster.self().nodeId();
    }

    @Override
    public String getListening() {
        return status.listening();
    }

    @Override
    public int getServers() {
        return cluster.servers().count();
    }

    @Override
    public List<String> getProblems() {
        return status.problems().stream().map(ClusterStatus.Problem::message).toList();
    }

    @Override
    public Map<String, Long> getCounters() {
        return status.counters();
    }

    @Override
    public List<LinkView> getLinks() {
        return status.links().stream().map(LinkView::new).toList();
    }
}
