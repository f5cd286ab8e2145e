package org.stratocumulus.application.internal.app;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.application.Application;

/** One {@link Application} service while it is registered. Any thread may use it. */
public final class Registration {
    /** The one to be asked first: highest ranking, then the oldest, as OSGi orders services. */
    static final Comparator<Registration> BEST_FIRST =
            Comparator.comparingInt((Registration r) -> -r.ranking).thenComparingLong(r -> r.serviceId);

    private final Application application;
    private final List<String> paths;
    private final int ranking;
    private final long serviceId;
    private final String bundle;
    private final Set<Hook> hooks;
    private final SerialExecutor executor;
    private volatile boolean gone;

    Registration(Application application, List<String> paths, int ranking, long serviceId, String bundle, SerialExecutor executor) {
        this.application = application;
        this.paths = List.copyOf(paths);
        this.ranking = ranking;
        this.serviceId = serviceId;
        this.bundle = bundle;
        this.hooks = Hook.of(application);
        this.executor = executor;
    }

    /** The service. Call it on {@link #offer}'s thread only. */
    public Application application() {
        return application;
    }

    /** Its paths, normalised. */
    public List<String> paths() {
        return paths;
    }

    /** Symbolic name and version of the bundle that provides it. */
    public String bundle() {
        return bundle;
    }

    /** Whether it has a method of its own for this. */
    public boolean answers(Hook hook) {
        return hooks.contains(hook);
    }

    /** Queues a task for the application. @return false when too many wait */
    public boolean offer(Runnable task) {
        return executor.offer(task);
    }

    /** Queues a notification for the application. */
    public void force(Runnable task) {
        executor.force(task);
    }

    /** Tasks that wait. */
    public int queued() {
        return executor.size();
    }

    /** Whether the service is unregistered: what still waits must not reach it. */
    public boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
    }
}
