package org.stratocumulus.api.cluster;

/** What a node says of its readiness for new sessions. */
public enum NodeState {
    /** Takes new sessions. */
    UP,
    /** Keeps the sessions it has and wants no new ones. */
    DRAINING
}
