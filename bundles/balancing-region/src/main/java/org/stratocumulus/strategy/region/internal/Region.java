package org.stratocumulus.strategy.region.internal;

import java.util.List;
import java.util.function.Supplier;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/**
 * Finds the client's region by its address and leaves the choice among the nodes of that region (their property {@code region}) to
 * another strategy; among all nodes when the region is unknown or has no open node.
 */
public final class Region implements BalancingStrategy {
    private final List<Prefix> table;
    private final String unknown;
    private final Supplier<BalancingStrategy> inner;

    /**
     * @param table longest prefix first
     * @param unknown region of the clients that are in none; may be empty
     * @param inner chooses among the nodes of a region; gives null when it is not there
     */
    public Region(List<Prefix> table, String unknown, Supplier<BalancingStrategy> inner) {
        this.table = table;
        this.unknown = unknown;
        this.inner = inner;
    }

    @Override
    public String name() {
        return "region";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        String region = regionOf(hello);
        ClusterView near = region.isEmpty() ? view : view.only(node -> node.region().equals(region));
        if (near == view) {
            return among(view, hello, "client in no known region");
        }
        return near.open().isEmpty() ? among(view, hello, "no open node in region " + region) : among(near, hello, "client in region "
            + region);
    }

    private String regionOf(Hello hello) {
        byte[] address = hello.client().getAddress().getAddress();
        for (Prefix prefix : table) {
            if (prefix.contains(address)) {
                return prefix.region();
            }
        }
        return unknown;
    }

    private Choice among(ClusterView view, Hello hello, String why) {
        BalancingStrategy chosen = inner.get();
        if (chosen == null) {
            return leastExpected(view, why);
        }
        Choice choice = chosen.choose(hello, view);
        String reason = why + ", " + chosen.name() + ": " + choice.reason();
        if (choice instanceof Choice.RedirectTo redirect) {
            return new Choice.RedirectTo(redirect.nodes(), redirect.attempts(), reason);
        }
        return choice instanceof Choice.Refuse ? new Choice.Refuse(reason) : new Choice.ServeHere(reason);
    }

    /** What is done while the inner strategy is not installed. */
    private static Choice leastExpected(ClusterView view, String why) {
        Node least = null;
        for (Node node : view.measured()) {
            if (least == null || node.expectedLoad() < least.expectedLoad()) {
                least = node;
            }
        }
        return least == null ? new Choice.ServeHere(why + ", no node is open") : Choice.of(least, why + ", has the least load");
    }
}
