package org.stratocumulus.rendezvous.internal.osgi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.stratocumulus.api.rendezvous.RendezvousListener;

/** The listeners of the moment, by service ranking. Any thread. */
final class RankedListeners {
    private final Map<ServiceReference<RendezvousListener>, RendezvousListener> all = new HashMap<>();
    private volatile List<RendezvousListener> inOrder = List.of();

    List<RendezvousListener> inOrder() {
        return inOrder;
    }

    /** Also for one that is there already, with another ranking. */
    synchronized void add(ServiceReference<RendezvousListener> reference, RendezvousListener listener) {
        all.put(reference, listener);
        sort();
    }

    synchronized void remove(ServiceReference<RendezvousListener> reference) {
        all.remove(reference);
        sort();
    }

    /** References order themselves by ranking, the highest last. */
    private void sort() {
        inOrder = all.keySet().stream().sorted(Comparator.reverseOrder()).map(all::get).toList();
    }
}
