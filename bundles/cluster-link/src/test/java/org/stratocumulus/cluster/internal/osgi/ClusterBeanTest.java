package org.stratocumulus.cluster.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.Test;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.Servers;

public class ClusterBeanTest {
    private static final ClusterStatus STATUS = new ClusterStatus() {
        @Override
        public String listening() {
            return "*:1936";
        }

        @Override
        public List<LinkInfo> links() {
            return List.of(new LinkInfo("a:1", Direction.TARGET, "configured", "up", "n", List.of("b:2"), Map.of(), List.of(),
                5, 6, 7, 8, 9, 10, 11, "x"));
        }

        @Override
        public List<Problem> problems() {
            return List.of(new Problem("k", "v", "k: 'v' is bad"));
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("c", 1L);
        }
    };

    private static final Cluster CLUSTER = new Cluster() {
        @Override
        public LocalNode self() {
            return new LocalNode("me", 1, "", List.of(), 0, Set.of());
        }

        @Override
        public Servers servers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Servers targets() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Servers initiators() {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    public void toolsReadTheLinksThroughJmxWhileItIsOpen() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(ClusterBean.NAME);
        try (ClusterBean bean = new ClusterBean(CLUSTER, STATUS)) {
            assertEquals("me", beans.getAttribute(name, "NodeId"));
            assertEquals("k: 'v' is bad", ((String[]) beans.getAttribute(name, "Problems"))[0]);
            CompositeData link = ((CompositeData[]) beans.getAttribute(name, "Links"))[0];
            assertEquals("a:1", link.get("address"));
            assertEquals(6, link.get("roundTripMillis"));
            assertEquals("b:2", ((String[]) link.get("publicAddresses"))[0]);
        }
        assertFalse(beans.isRegistered(name));
    }
}
