package org.stratocumulus.client.load;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells people how the run goes: phases always, figures once a second if asked for. To be used by one thread. */
final class Progress {
    private final PrintStream err;
    private final boolean verbose;
    private long next = System.nanoTime();

    Progress(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    /** A phase begins. */
    void phase(String text) {
        err.println(text);
    }

    /** Now and then; prints if a second has gone by. */
    void tick(Supplier<String> text) {
        if (verbose && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            err.println(text.get());
        }
    }
}
