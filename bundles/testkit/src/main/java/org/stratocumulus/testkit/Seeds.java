package org.stratocumulus.testkit;

/** Runs a test for several seeds, and says which one failed. */
public final class Seeds {
    /** A test with a seed. */
    @FunctionalInterface
    public interface SeededTest {
        void run(long seed) throws Exception;
    }

    private Seeds() {
    }

    /** Runs the test for the seeds from 1 to the given count; {@code -Dseed=n} runs it for that one alone. */
    public static void each(int count, SeededTest test) throws Exception {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? count : only); seed++) {
            try {
                test.run(seed);
            } catch (AssertionError | Exception e) {
                throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
