package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.api.rendezvous.RendezvousListener;

/** Asks the listeners of the moment, off the event loops, and unites what they say. Any thread. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Supplier<List<RendezvousListener>> inOrder;
    private final Executor executor;

    /**
     * @param inOrder the listeners of the moment
     * @param executor runs one task at a time; rejects when too many wait
     */
    public Listeners(Supplier<List<RendezvousListener>> inOrder, Executor executor) {
        this.inOrder = inOrder;
        this.executor = executor;
    }

    boolean isEmpty() {
        return inOrder.get().isEmpty();
    }

    /** Asks. @return completes on the executor; null when too many wait */
    CompletableFuture<LookupAnswer> ask(PeerLookup lookup) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(lookup), executor);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private LookupAnswer answer(PeerLookup lookup) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (RendezvousListener listener : inOrder.get()) {
            LookupAnswer answer = answer(listener, lookup);
            if (answer instanceof LookupAnswer.Refused) {
                return answer;
            }
            if (answer instanceof LookupAnswer.Elsewhere elsewhere) {
                addresses.addAll(elsewhere.addresses());
            }
        }
        return addresses.isEmpty() ? LookupAnswer.USUAL : new LookupAnswer.Elsewhere(List.copyOf(addresses));
    }

    private static LookupAnswer answer(RendezvousListener listener, PeerLookup lookup) {
        try {
            LookupAnswer answer = listener.lookup(lookup);
            return answer == null ? LookupAnswer.USUAL : answer;
        } catch (Throwable e) { // whatever an application does, LinkageError included, is its own failure
            LOG.warn("rendezvous listener {} failed", listener.getClass().getName(), e);
            return LookupAnswer.USUAL;
        }
    }
}
