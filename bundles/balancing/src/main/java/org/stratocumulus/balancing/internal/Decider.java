package org.stratocumulus.balancing.internal;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.balancing.internal.Verdict.Outcome;

/** Decides on one hello: first what has been decided before, then the strategy, then the rules. Keeps nothing. */
final class Decider {
    /** Stands for the host's own decisions where a strategy would be named. */
    static final String RULES = "-";

    private Decider() {
    }

    /** How the active strategy is asked. */
    interface Ask {
        /** @return null when there is no answer */
        Choice ask(Hello hello, ClusterView view);
    }

    /**
     * Whether an earlier verdict is the answer to a repeated hello, too.
     *
     * @param attempt of the repetition
     * @param sentBy the node that has redirected this client here; null when none has
     */
    static boolean stands(Verdict earlier, int attempt, String sentBy, ClusterView view) {
        return switch (earlier.outcome()) {
            case SERVE -> view.self().state() == NodeState.UP;
            case REDIRECT -> {
                boolean sentHere = sentBy != null && view.self().isOpen(); // the announcement may come later than the client
                // as soon as the first node is down, draining or full there is no point in naming it again
                String first = earlier.nodes().get(0);
                yield !sentHere && attempt <= earlier.stands() && view.open().stream().anyMatch(node -> node.id().equals(first));
            }
            case REFUSE -> false;
        };
    }

    /**
     * @param earlier the verdict on an earlier hello of the same tag that stands no more; null without one
     * @param sentBy the node that has redirected this client here; null when none has
     * @param strategy name of the active one
     */
    static Verdict decide(Hello hello, ClusterView view, Verdict earlier, String sentBy, String strategy, Ask ask,
            BalancingSettings settings) {
        if (sentBy != null && view.self().isOpen()) {
            return Verdict.serve(RULES, "sent here by " + sentBy);
        }
        boolean patient = earlier == null || earlier.outcome() != Outcome.REDIRECT || earlier.asksAgain();
        if (!patient && hello.attempt() > earlier.stands() && view.self().isOpen()) {
            return Verdict.serve(RULES, "attempt " + hello.attempt() + ", after a redirect to " + String.join(", ", earlier.nodes()));
        }
        // never back to where it came from
        ClusterView without = sentBy == null ? view : view.only(n -> n.self() || !n.id().equals(sentBy));
        ClusterView reachable = RedirectRules.reachable(without, hello.client());
        Choice choice = ask.ask(hello, reachable);
        if (choice == null) {
            choice = new Choice.ServeHere("the strategy gave no answer");
        }
        return RedirectRules.apply(choice, strategy, hello, reachable, settings);
    }

    /** All nodes, this one first. */
    static List<Node> nodes(ClusterView view) {
        List<Node> nodes = new ArrayList<>(List.of(view.self()));
        nodes.addAll(view.others());
        return nodes;
    }
}
