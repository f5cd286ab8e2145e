package org.stratocumulus.balancing.internal;

import java.util.List;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;

/**
 * What becomes of a hello.
 *
 * @param nodes ids of those that the client is sent to, in order; empty unless it is redirected
 * @param addresses theirs; empty unless it is redirected
 * @param stands up to which attempt a redirect is repeated
 * @param asksAgain whether the strategy wants to be asked after that; otherwise this node serves the client
 * @param strategy who proposed it
 * @param reason in words
 */
record Verdict(Outcome outcome, List<String> nodes, List<Address> addresses, int stands, boolean asksAgain, String strategy,
        String reason) {
    enum Outcome { SERVE, REDIRECT, REFUSE }

    Verdict {
        nodes = List.copyOf(nodes);
        addresses = List.copyOf(addresses);
    }

    static Verdict serve(String strategy, String reason) {
        return new Verdict(Outcome.SERVE, List.of(), List.of(), 0, false, strategy, reason);
    }

    static Verdict refuse(String strategy, String reason) {
        return new Verdict(Outcome.REFUSE, List.of(), List.of(), 0, false, strategy, reason);
    }

    HelloDecision decision() {
        return switch (outcome) {
            case SERVE -> HelloDecision.PASS;
            case REDIRECT -> new HelloDecision.Redirect(addresses);
            case REFUSE -> HelloDecision.IGNORE;
        };
    }
}
