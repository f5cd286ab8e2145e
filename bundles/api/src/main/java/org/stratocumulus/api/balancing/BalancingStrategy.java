package org.stratocumulus.api.balancing;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which server is to serve a client, before there is a session (RFC 7016 section 3.5.1.7). Register it as a service: the one
 * that {@code balancing.strategy} names is active, without a name the one of highest service ranking.
 *
 * <p>{@link #choose} is called on event loops, several at the same time: it must be <em>quick</em> (microseconds; it never blocks, locks,
 * logs, resolves or reads files) and <em>pure</em>: its answer comes from its arguments and its settings, and from nothing else but
 * perhaps a counter of its own. Who needs chance takes {@link Hello#seed}. A strategy that throws or answers null is passed over for that
 * hello: the node serves the client itself. After three calls in a row that failed, or took longer than {@code strategy.budget}, it
 * is bypassed for thirty seconds. All of it is counted and shown by {@code cumulus:balancer-list}.
 *
 * <p>A strategy proposes. The server sees to the rules of redirects: it leaves out nodes that must not be named, limits and orders the
 * addresses, gives repeats of a hello the same answer, and ends what would go back and forth.
 */
@ConsumerType
public interface BalancingStrategy {
    /** What {@code balancing.strategy} calls it: lower-case words joined by hyphens, always the same. */
    String name();

    /**
     * Chooses for one client.
     *
     * @param hello what is known of the client
     * @param view the cluster at this moment; never without {@link ClusterView#self}
     * @return never null; made of nodes of the view
     */
    Choice choose(Hello hello, ClusterView view);
}
