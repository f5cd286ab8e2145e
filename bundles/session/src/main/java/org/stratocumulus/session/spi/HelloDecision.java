package org.stratocumulus.session.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.stratocumulus.protocol.Address;

/** What becomes of an IHello. */
public sealed interface HelloDecision {
    /** Not this router's business: ask the next; with none left, answer if and only if this endpoint is selected. */
    record Pass() implements HelloDecision {
    }

    /** No answer, and nothing was forwarded on account of the hello. */
    record Ignore() implements HelloDecision {
    }

    /**
     * Answer with a Responder Redirect (RFC 7016 section 2.3.5).
     *
     * @param destinations at most 24, best first; empty means an implied redirect
     */
    record Redirect(List<Address> destinations) implements HelloDecision {
        /** @throws IllegalArgumentException for more than 24 destinations */
        public Redirect {
            if (destinations.size() > 24) {
                throw new IllegalArgumentException("a redirect names at most 24 addresses, not " + destinations.size());
            }
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * The answer comes later. It is sent if it comes within 3 s and is a {@link Redirect}; anything else is no answer.
     *
     * @param decision completes on any thread
     */
    record Later(CompletionStage<HelloDecision> decision) implements HelloDecision {
    }

    HelloDecision PASS = new Pass();
    HelloDecision IGNORE = new Ignore();
}
