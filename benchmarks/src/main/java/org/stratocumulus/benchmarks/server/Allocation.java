package org.stratocumulus.benchmarks.server;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the event loops of a server have allocated so far, as its JVM counts it: attached to from outside, so that the server needs no
 * agent and no port.
 *
 * @param bytes not a number when the server is no JVM that can be asked
 */
record Allocation(double bytes) {
    private static final String LOOPS = "rtmfp-";

    static Allocation of(Server server) {
        if (!(server instanceof Distribution.Running)) {
            return new Allocation(Double.NaN);
        }
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                return new Allocation(ofLoops(ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                    ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class)));
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException | RuntimeException e) {
            System.err.println("allocation is not known: " + e);
            return new Allocation(Double.NaN);
        }
    }

    /** Bytes allocated since. */
    double since(Server server) {
        return Double.isNaN(bytes) ? bytes : of(server).bytes - bytes;
    }

    private static double ofLoops(ThreadMXBean threads) {
        double sum = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().matches(LOOPS + "\\d+")) {
                sum += threads.getThreadAllocatedBytes(info.getThreadId());
            }
        }
        return sum;
    }
}
