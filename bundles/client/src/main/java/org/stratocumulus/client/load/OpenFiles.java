package org.stratocumulus.client.load;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The process's limit of open files: every client has a socket. */
final class OpenFiles {
    /** What the JVM and the loops need beside the clients. */
    private static final int RESERVE = 200;

    private OpenFiles() {
    }

    /** @throws UsageException naming the option when there will not be enough */
    static void require(String option, long sockets) {
        require(option, sockets, limit());
    }

    static void require(String option, long sockets, long limit) {
        if (sockets + RESERVE > limit) {
            throw new UsageException(option + ": " + sockets + " clients need as many sockets, but this process may open " + limit
                + " files; raise it with 'ulimit -n " + (sockets + RESERVE) + "'");
        }
    }

    /** Files that this process may open. */
    static long limit() {
        try {
            Object limit = ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
            return limit instanceof Long number ? number : Long.MAX_VALUE;
        } catch (JMException e) { // a system without such a limit
            return Long.MAX_VALUE;
        }
    }
}
