/** One link as a state machine that is fed with bytes and time, and what two nodes of ours say beyond the original link. */
package org.stratocumulus.cluster.internal.link;
