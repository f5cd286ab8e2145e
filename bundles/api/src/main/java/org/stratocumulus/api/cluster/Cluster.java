package org.stratocumulus.api.cluster;

import org.osgi.annotation.versioning.ProviderType;

/** This server among others. One service; absent on a node without the cluster feature, which then is a complete single server. */
@ProviderType
public interface Cluster {
    /** This server. */
    LocalNode self();

    /** All linked servers. */
    Servers servers();

    /** The servers that this one dialled. */
    Servers targets();

    /** The servers that dialled this one. */
    Servers initiators();
}
