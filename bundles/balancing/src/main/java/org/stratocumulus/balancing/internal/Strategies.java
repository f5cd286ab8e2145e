package org.stratocumulus.balancing.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;

/** The strategies that are there. Who is asked changes between two hellos and in no other way. Safe for all threads. */
public final class Strategies {
    /** What serves when there is no other strategy. */
    static final String SERVE_HERE = "serve-here";

    /**
     * One strategy and where it comes from.
     *
     * @param ranking service ranking
     * @param id service id: of equal rankings the lower wins
     */
    public record Ranked(StrategyGuard guard, String name, int ranking, long id, String bundle) {
    }

    private static final class ServeHere implements BalancingStrategy {
        @Override
        public String name() {
            return SERVE_HERE;
        }

        @Override
        public Choice choose(Hello hello, ClusterView view) {
            return new Choice.ServeHere("each node serves its own clients");
        }
    }

    private final Ranked serveHere;
    private volatile List<Ranked> ranked;
    private volatile String wanted = "";
    private volatile Ranked active;

    /** @param nanos a monotonic clock, for the guard of the one that is always there */
    public Strategies(LongSupplier nanos) {
        serveHere = new Ranked(new StrategyGuard(new ServeHere(), nanos), SERVE_HERE, Integer.MIN_VALUE, Long.MAX_VALUE, "");
        ranked = List.of(serveHere);
        active = serveHere;
    }

    /** A strategy has come. */
    public synchronized void add(Ranked strategy) {
        List<Ranked> next = new ArrayList<>(ranked);
        next.add(strategy);
        next.sort(Comparator.comparingInt(Ranked::ranking).reversed().thenComparingLong(Ranked::id));
        ranked = List.copyOf(next);
        choose();
    }

    /** A strategy goes; from the next hello on another is asked. */
    public synchronized void remove(BalancingStrategy strategy) {
        ranked = ranked.stream().filter(r -> r.guard().strategy() != strategy).toList();
        choose();
    }

    /** @param name of the strategy that is wanted, whether it is there or not; empty leaves it to service ranking */
    public synchronized void want(String name) {
        wanted = name;
        choose();
    }

    /** Whom to ask. */
    Ranked active() {
        return active;
    }

    /** All, best first, never empty. */
    List<Ranked> list() {
        return ranked;
    }

    /** The best of this name, or null. */
    Ranked find(String name) {
        return ranked.stream().filter(r -> r.name().equals(name)).findFirst().orElse(null);
    }

    /** The name that is wanted and not there; empty when all is well. */
    String missing() {
        String name = wanted;
        return name.isEmpty() || find(name) != null ? "" : name;
    }

    private void choose() {
        Ranked named = wanted.isEmpty() ? null : find(wanted);
        active = named == null ? ranked.get(0) : named;
    }
}
