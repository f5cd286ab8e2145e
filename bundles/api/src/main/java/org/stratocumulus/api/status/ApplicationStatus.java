package org.stratocumulus.api.status;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The applications of this node. One service. */
@ProviderType
public interface ApplicationStatus {
    /** Every registered path, and every path that has clients. */
    List<ApplicationInfo> applications();

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * One path.
     *
     * @param path begins with a slash
     * @param bundle symbolic name and version of the providing bundle; empty when the path is served by its parent or by none
     * @param clients connected now
     * @param calls RPC calls handled since the start
     * @param queued decisions and calls that wait for the application
     */
    record ApplicationInfo(String path, String bundle, int clients, long calls, int queued) {
    }
}
