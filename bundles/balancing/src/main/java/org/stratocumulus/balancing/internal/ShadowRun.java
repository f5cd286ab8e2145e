package org.stratocumulus.balancing.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.stratocumulus.api.balancing.Balancing.Comparison;
import org.stratocumulus.api.balancing.Balancing.Difference;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;

/** A strategy that is asked beside the active one; its answers are counted and nothing else. Safe for all loops. */
final class ShadowRun {
    /** Different pairs of answers counted apart; further ones are only in the sum. */
    static final int MAX_PAIRS = 100;

    private record Pair(String active, String shadow) {
    }

    private final String name;
    private final StrategyGuard guard;
    private final LongAdder compared = new LongAdder();
    private final LongAdder same = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<Pair, LongAdder> pairs = new ConcurrentHashMap<>();

    ShadowRun(String name, StrategyGuard guard) {
        this.name = name;
        this.guard = guard;
    }

    StrategyGuard guard() {
        return guard;
    }

    /** Asks it the same. */
    void compare(Choice active, Hello hello, ClusterView view, int budgetMicros) {
        Choice choice = guard.ask(hello, view, budgetMicros);
        if (choice == null) {
            failed.increment();
            return;
        }
        compared.increment();
        Pair pair = new Pair(first(active), first(choice));
        if (pair.active().equals(pair.shadow())) {
            same.increment();
            return;
        }
        LongAdder count = pairs.get(pair);
        if (count == null && pairs.size() < MAX_PAIRS) {
            count = pairs.computeIfAbsent(pair, p -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
    }

    Comparison report() {
        List<Difference> differences = pairs.entrySet().stream()
            .map(e -> new Difference(e.getKey().active(), e.getKey().shadow(), e.getValue().sum()))
            .sorted(Comparator.comparingLong(Difference::count).reversed()
                .thenComparing(Difference::active).thenComparing(Difference::shadow))
            .limit(MAX_PAIRS).toList();
        return new Comparison(name, compared.sum(), same.sum(), failed.sum(), differences);
    }

    private static String first(Choice choice) {
        if (choice instanceof Choice.RedirectTo redirect) {
            return redirect.nodes().get(0).self() ? "serve" : redirect.nodes().get(0).id();
        }
        return choice instanceof Choice.ServeHere ? "serve" : "refuse";
    }
}
