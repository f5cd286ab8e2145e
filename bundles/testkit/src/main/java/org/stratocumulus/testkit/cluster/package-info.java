/**
 * Nodes of one cluster in one thread and in virtual time, each with the public {@code Cluster} API, on a network that can be cut.
 * Everything but the wires is the code of cluster-link that is deployed.
 */
package org.stratocumulus.testkit.cluster;
