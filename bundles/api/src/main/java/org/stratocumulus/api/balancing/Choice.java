package org.stratocumulus.api.balancing;

import java.util.List;

/** A strategy's answer. Every answer has a reason in words, which the log of decisions and {@code cumulus:balancer-explain} show. */
public sealed interface Choice {
    /** Why, for people: one short sentence without a full stop. */
    String reason();

    /** This node serves the client. */
    record ServeHere(String reason) implements Choice {
    }

    /**
     * The client is told to try other nodes, by a Responder Redirect (RFC 7016 section 3.5.1.4). This node may be among them.
     *
     * @param nodes in the order of preference, at least one; a client may try them all at once and stay with the first that answers
     * @param attempts up to which attempt of the same hello the answer stands before the strategy is asked again; 0 leaves that to
     *     the setting {@code redirect.attempts}, after which the node serves the client itself
     */
    record RedirectTo(List<Node> nodes, int attempts, String reason) implements Choice {
        /** @throws IllegalArgumentException without nodes, or for negative attempts */
        public RedirectTo {
            if (nodes.isEmpty() || attempts < 0) {
                throw new IllegalArgumentException("a redirect needs a node and no negative attempts: " + nodes.size() + ", " + attempts);
            }
            nodes = List.copyOf(nodes);
        }

        /** To one node, for as long as the settings allow. */
        public RedirectTo(Node node, String reason) {
            this(List.of(node), 0, reason);
        }
    }

    /** Nobody serves the client: it gets no answer. */
    record Refuse(String reason) implements Choice {
    }

    /** The usual answer once a node is chosen: serve here when it is this one, otherwise redirect. */
    static Choice of(Node node, String reason) {
        return node.self() ? new ServeHere(reason) : new RedirectTo(node, reason);
    }
}
