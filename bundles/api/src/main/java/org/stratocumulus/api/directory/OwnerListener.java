package org.stratocumulus.api.directory;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.api.cluster.ServerNode;

/** Hears of nodes that begin or cease to own an id. Called one at a time, never on an event loop; must not block for long. */
@ConsumerType
public interface OwnerListener {
    /** Another node has it. */
    void owned(ServerNode owner);

    /** It has it no more, or its link is lost. */
    void disowned(ServerNode owner);
}
