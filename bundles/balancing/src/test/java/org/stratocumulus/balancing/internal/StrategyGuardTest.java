package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.Test;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;

public class StrategyGuardTest {
    private static final Choice HERE = new Choice.ServeHere("here");
    private static final int BUDGET_MICROS = 1000;

    private long nanos;
    private Supplier<Choice> behaviour = () -> HERE;
    private final StrategyGuard guard = new StrategyGuard(new BalancingStrategy() {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }

        @Override
        public Choice choose(Hello hello, ClusterView view) {
            return behaviour.get();
        }
    }, () -> nanos);

    @Test
    public void afterThreeFailuresInARowItIsNotAskedForThirtySeconds() {
        behaviour = () -> {
            throw new StackOverflowError();
        };
        for (int i = 0; i < StrategyGuard.STRIKES; i++) {
            assertNull(ask());
        }
        assertEquals(StrategyGuard.BYPASS_MILLIS, guard.bypassedMillis());
        behaviour = () -> HERE;
        assertNull("bypassed", ask());
        assertEquals(3, guard.calls());
        nanos += StrategyGuard.BYPASS_MILLIS * 1_000_000;
        assertEquals(HERE, ask());
        assertEquals(3, guard.failures());
    }

    @Test
    public void oneThatStallsIsBypassedTooThoughItsAnswersAreGood() {
        behaviour = () -> {
            nanos += (BUDGET_MICROS + 1) * 1000L;
            return HERE;
        };
        for (int i = 0; i < StrategyGuard.STRIKES; i++) {
            assertEquals(HERE, ask());
        }
        assertNull(ask());
        assertEquals(3, guard.slow());
        assertEquals("it took 1001 µs of 1000", guard.lastFailure());
    }

    @Test
    public void aGoodCallBetweenForgivesTheBadOnes() {
        for (int i = 0; i < 10; i++) {
            behaviour = () -> null;
            assertNull(ask());
            assertNull(ask());
            behaviour = () -> HERE;
            assertEquals(HERE, ask());
        }
        assertEquals(20, guard.failures());
        assertEquals(0, guard.bypassedMillis());
    }

    @Test
    public void oneThatCannotTellItsNameHasThatOfItsClass() {
        assertNotNull(guard.name());
    }

    private Choice ask() {
        return guard.ask(new Hello(Bench.CLIENT, "/", Map.of(), 1, 0), null, BUDGET_MICROS);
    }
}
