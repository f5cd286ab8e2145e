package org.stratocumulus.api.status;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What this node knows of the peers and groups of the cluster, and what it told of its own. One service. */
@ProviderType
public interface DirectoryStatus {
    /** {@code full}: this node is told of everything; {@code sharded}: of the ids that it is a home of. */
    String form();

    /** The linked servers that have a directory, too, in the order in which they were linked. */
    List<NodeInfo> nodes();

    /** Counters and figures by name, in order. */
    Map<String, Long> counters();

    /**
     * One other server.
     *
     * @param nodeId its identity
     * @param form as it said
     * @param peers of it that are known here
     * @param groups of it that are known here
     * @param complete whether what is known here is all that it has told
     */
    record NodeInfo(String nodeId, String form, long peers, long groups, boolean complete) {
    }
}
