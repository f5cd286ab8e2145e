package org.stratocumulus.api.cluster;

/** Which end of a link dialled. */
public enum Direction {
    /** This server dialled: the other is one of its {@code servers.targets}, or was learned from another node. */
    TARGET,
    /** The other server dialled. */
    INITIATOR
}
