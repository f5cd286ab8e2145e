package org.stratocumulus.api.loop;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One thread that owns sessions. A session, its flows and everything that hangs on it are touched on its loop only;
 * other threads post tasks. Tasks must not block. All methods but {@link #execute} and {@link #schedule} are meant for
 * the loop's own thread; these two may be called from any.
 */
@ProviderType
public interface EventLoop extends Executor {
    /** Number of this loop, from 0 to the count of loops minus one: the low part of its session ids. */
    int index();

    /** Monotonic time in milliseconds; its origin is arbitrary but the same for every loop of one transport. */
    long now();

    /** Whether the caller runs on this loop. */
    boolean inLoop();

    /** Runs the task on this loop: never before this call returns, in the order of posting for one posting thread. */
    @Override
    void execute(Runnable task);

    /**
     * Runs the task on this loop once.
     *
     * @param delayMillis from now; 0 or less means as soon as possible
     */
    Timer schedule(long delayMillis, Runnable task);

    /** A task that waits. */
    @ProviderType
    interface Timer {
        /** Takes the task out; harmless when it ran already. On the loop's thread it certainly does not run any more. */
        void cancel();
    }
}
