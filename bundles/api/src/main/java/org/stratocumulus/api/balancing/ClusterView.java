package org.stratocumulus.api.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The cluster at one moment, as this node knows it.
 *
 * @param self this node
 * @param others the linked ones, sorted by id, so that equal clusters look equal
 */
public record ClusterView(Node self, List<Node> others) {
    public ClusterView {
        others = List.copyOf(others);
    }

    /** Every {@link Node#isOpen open} node, this one first where it is open; may be empty. */
    public List<Node> open() {
        List<Node> open = new ArrayList<>(others.size() + 1);
        if (self.isOpen()) {
            open.add(self);
        }
        for (Node node : others) {
            if (node.isOpen()) {
                open.add(node);
            }
        }
        return open;
    }

    /** The open nodes whose figures can be gone by; all open nodes when there are none of them. */
    public List<Node> measured() {
        List<Node> open = open();
        List<Node> measured = new ArrayList<>(open.size());
        for (Node node : open) {
            if (node.isMeasured()) {
                measured.add(node);
            }
        }
        return measured.isEmpty() ? open : measured;
    }

    /**
     * The same moment with fewer nodes. This node cannot be taken out; where it is not wanted it is shown as {@link Node#full}.
     *
     * @param wanted which nodes remain
     */
    public ClusterView only(Predicate<Node> wanted) {
        Node here = wanted.test(self) ? self : new Node(self.id(), true, self.state(), true, self.sessions(), self.maxSessions(),
            self.redirected(), self.bitsOutPerSecond(), self.cpu(), self.reportMillis(), self.properties(), self.addresses());
        return new ClusterView(here, others.stream().filter(wanted).toList());
    }
}
