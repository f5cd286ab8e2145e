package org.stratocumulus.balancing.internal;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.protocol.Address;

/** What holds whichever strategy is asked: nobody is sent where he could not be served. No state. */
final class RedirectRules {
    /** Up to which attempt a strategy may keep a client away from this node. */
    static final int MAX_ATTEMPTS = 10;

    private RedirectRules() {
    }

    /**
     * The view to ask a strategy with: only nodes that the client can reach, which is known of the address family it came with. When this
     * node cannot serve and none of them is open, all nodes: better an uncertain address than none.
     */
    static ClusterView reachable(ClusterView view, InetSocketAddress client) {
        boolean six = isInet6(client);
        ClusterView reachable = view.only(n -> n.self() || n.addresses().isEmpty()
            || n.addresses().stream().anyMatch(a -> isInet6(a) == six));
        return reachable.open().isEmpty() ? view : reachable;
    }

    /**
     * Applies the rules to a strategy's answer.
     *
     * @param view what the strategy was asked with
     * @param settings limits of a redirect
     */
    static Verdict apply(Choice choice, String strategy, Hello hello, ClusterView view, BalancingSettings settings) {
        if (choice instanceof Choice.Refuse) {
            return Verdict.refuse(strategy, choice.reason());
        }
        if (choice instanceof Choice.RedirectTo redirect) {
            List<Node> nodes = allowed(redirect.nodes(), view);
            boolean onlyHere = nodes.size() == 1 && nodes.get(0).self();
            if (!nodes.isEmpty() && !onlyHere) {
                int stands = redirect.attempts() == 0 ? settings.redirectAttempts() : Math.min(redirect.attempts(), MAX_ATTEMPTS);
                return redirect(nodes, hello, settings, stands, redirect.attempts() > 0, strategy, choice.reason());
            }
            String note = onlyHere ? "" : ", but " + whyNot(redirect.nodes().get(0), view);
            return serve(hello, view, settings, strategy, choice.reason() + note);
        }
        return serve(hello, view, settings, strategy, choice.reason());
    }

    /** Why a node is not open, in words; {@code open} when it is. */
    static String verdict(Node node) {
        if (node.state() == NodeState.DRAINING) {
            return "draining";
        }
        if (node.full()) {
            return "full";
        }
        return node.isOpen() ? "open" : "without a public address";
    }

    private static Verdict serve(Hello hello, ClusterView view, BalancingSettings settings, String strategy, String reason) {
        if (view.self().isOpen()) {
            return Verdict.serve(strategy, reason);
        }
        List<Node> open = new ArrayList<>(view.open());
        String because = reason + "; this node is " + verdict(view.self());
        if (open.isEmpty()) {
            return Verdict.refuse(strategy, because + " and no other has room");
        }
        open.sort(Comparator.comparingDouble(Node::expectedLoad));
        return redirect(open, hello, settings, settings.redirectAttempts(), false, strategy, because);
    }

    private static Verdict redirect(List<Node> nodes, Hello hello, BalancingSettings settings, int stands, boolean asksAgain,
            String strategy, String reason) {
        Map<InetSocketAddress, String> addresses = new LinkedHashMap<>();
        boolean six = isInet6(hello.client());
        collect(nodes, six, addresses); // the family that is known to work first
        collect(nodes, !six, addresses);
        List<Address> named = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Map.Entry<InetSocketAddress, String> entry : addresses.entrySet()) {
            if (named.size() < settings.redirectAddresses()) {
                // another server: Adobe-derived clients replace the host by an address of this origin, and give up for origin 0
                named.add(new Address(entry.getKey(), Address.Origin.RELAY));
                ids.add(entry.getValue());
            }
        }
        return new Verdict(Verdict.Outcome.REDIRECT, List.copyOf(ids), named, stands, asksAgain, strategy, reason);
    }

    /** An address of the open other node with the least load that a client of this family can reach. */
    static Optional<InetSocketAddress> leastLoaded(ClusterView view, InetSocketAddress client) {
        boolean six = isInet6(client);
        return view.open().stream().filter(node -> !node.self()).sorted(Comparator.comparingDouble(Node::expectedLoad))
            .flatMap(node -> node.addresses().stream()).filter(address -> isInet6(address) == six).findFirst();
    }

    private static void collect(List<Node> nodes, boolean six, Map<InetSocketAddress, String> addresses) {
        for (Node node : nodes) {
            for (InetSocketAddress address : node.addresses()) {
                if (isInet6(address) == six) {
                    addresses.putIfAbsent(address, node.id());
                }
            }
        }
    }

    /** The nodes as they are in the view, without those that may not be named. */
    private static List<Node> allowed(List<Node> chosen, ClusterView view) {
        Map<String, Node> open = new LinkedHashMap<>();
        view.open().forEach(node -> open.put(node.id(), node));
        Set<Node> allowed = new LinkedHashSet<>();
        for (Node node : chosen) {
            Node current = node == null ? null : open.get(node.id());
            if (current != null && (!current.addresses().isEmpty() || chosen.size() == 1)) {
                allowed.add(current);
            }
        }
        return List.copyOf(allowed);
    }

    private static String whyNot(Node node, ClusterView view) {
        return view.others().stream().filter(n -> n.id().equals(node.id())).findFirst()
            .map(n -> n.id() + " is " + verdict(n)).orElse(node.id() + " is not there");
    }

    static boolean isInet6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }
}
