package org.stratocumulus.balancing.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.stratocumulus.api.balancing.Balancing;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;
import org.stratocumulus.balancing.internal.Strategies.Ranked;

/** What the console asks and changes. */
public final class BalancingDesk implements Balancing {
    /** Stores settings for good. */
    @FunctionalInterface
    public interface Store {
        /** @param changes keys and values, as one would write them in the file @throws IOException when they cannot be stored */
        void put(Map<String, String> changes) throws IOException;
    }

    private final HelloBalancer balancer;
    private final Strategies strategies;
    private final Leave leave;
    private final Supplier<List<String>> problems;
    private final Store store;
    private final LongSupplier nanos;
    private final LongSupplier seeds;

    /**
     * @param problems what else is wrong
     * @param nanos a monotonic clock
     * @param seeds numbers by chance, for explanations
     */
    public BalancingDesk(HelloBalancer balancer, Strategies strategies, Leave leave, Supplier<List<String>> problems, Store store,
            LongSupplier nanos, LongSupplier seeds) {
        this.balancer = balancer;
        this.strategies = strategies;
        this.leave = leave;
        this.problems = problems;
        this.store = store;
        this.nanos = nanos;
        this.seeds = seeds;
    }

    @Override
    public List<StrategyInfo> strategies() {
        Ranked active = strategies.active();
        Comparison beside = shadow();
        return strategies.list().stream().map(r -> new StrategyInfo(r.name(), r.ranking(), r.bundle(), r == active,
            beside != null && beside.name().equals(r.name()), r.guard().calls(), r.guard().failures(), r.guard().slow(),
            r.guard().bypassedMillis())).toList();
    }

    @Override
    public void use(String name) throws IOException {
        if (!name.isEmpty()) {
            existing(name);
        }
        store.put(Map.of("balancing.strategy", name));
    }

    @Override
    public Explanation explain(InetSocketAddress client, String url) {
        return balancer.explain(client, url, seeds.getAsLong());
    }

    @Override
    public List<Decision> log(int limit) {
        return balancer.log(limit);
    }

    @Override
    public Comparison shadow() {
        ShadowRun run = balancer.shadow();
        return run == null ? null : run.report();
    }

    @Override
    public void shadow(String name) {
        // with a guard of its own: what it does in the shadow must not bypass it where it is active
        balancer.shadow(name.isEmpty() ? null : new ShadowRun(name, new StrategyGuard(existing(name).guard().strategy(), nanos)));
    }

    @Override
    public void drain(int pace, int deadlineSeconds) throws IOException {
        Draining order = new Draining(true, pace, deadlineSeconds);
        store.put(Map.of("drain.active", "true", "drain.pace", "" + order.pace(), "drain.deadline", "" + order.deadlineSeconds()));
    }

    @Override
    public void undrain() throws IOException {
        store.put(Map.of("drain.active", "false"));
    }

    @Override
    public Drain drain() {
        return leave.status();
    }

    @Override
    public Map<String, Long> counters() {
        return balancer.counters();
    }

    @Override
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems.get());
        if (!strategies.missing().isEmpty()) {
            all.add("balancing.strategy = " + strategies.missing() + ": there is no such strategy; " + strategies.active().name()
                + " decides");
        }
        for (Ranked r : strategies.list()) {
            if (r.guard().bypassedMillis() > 0) {
                all.add("strategy " + r.name() + " is bypassed: " + r.guard().lastFailure());
            }
        }
        return all;
    }

    /** A strategy goes; it must not be asked any more, not even in the shadow. */
    public void removed(BalancingStrategy strategy) {
        strategies.remove(strategy);
        ShadowRun run = balancer.shadow();
        if (run != null && run.guard().strategy() == strategy) {
            balancer.shadow(null);
        }
    }

    private Ranked existing(String name) {
        Ranked found = strategies.find(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no strategy '" + name + "', only "
                + String.join(", ", strategies.list().stream().map(Ranked::name).toList()));
        }
        return found;
    }
}
