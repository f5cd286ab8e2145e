package org.stratocumulus.session.internal.osgi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.stratocumulus.session.spi.HelloRouter;

/** The hello routers of the moment, highest service ranking first; of equal ones the older first. Any thread. */
final class RankedRouters {
    private record Ranked(HelloRouter router, int ranking, long id) {
    }

    private static final Comparator<Ranked> ORDER = Comparator.comparingInt(Ranked::ranking).reversed().thenComparingLong(Ranked::id);

    private final List<Ranked> ranked = new ArrayList<>();
    private volatile List<HelloRouter> inOrder = List.of();

    synchronized void add(HelloRouter router, Map<String, ?> properties) {
        int ranking = properties.get("service.ranking") instanceof Integer number ? number : 0;
        long id = properties.get("service.id") instanceof Long number ? number : Long.MAX_VALUE;
        ranked.add(new Ranked(router, ranking, id));
        changed();
    }

    synchronized void remove(HelloRouter router) {
        ranked.removeIf(one -> one.router == router);
        changed();
    }

    /** A list that nobody changes any more. */
    List<HelloRouter> inOrder() {
        return inOrder;
    }

    private void changed() {
        ranked.sort(ORDER);
        inOrder = ranked.stream().map(Ranked::router).toList();
    }
}
