package org.stratocumulus.application.internal.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.application.Application;

/** The applications of this node by path. They come and go while clients stay connected. Any thread may use it. */
public final class Applications {
    private static final Logger LOG = LoggerFactory.getLogger(Applications.class);

    private final Executor pool;
    private final int queueLimit;
    private final List<Registration> registrations = new ArrayList<>();
    private volatile Map<String, Registration> byPath = Map.of();

    /**
     * @param pool runs the applications; each takes one thread at a time
     * @param queueLimit decisions and calls that may wait for one application
     */
    public Applications(Executor pool, int queueLimit) {
        this.pool = pool;
        this.queueLimit = queueLimit;
    }

    /**
     * Adds a service. Of several on one path the one with the highest ranking is asked, then the one with the lowest service id.
     *
     * @param paths in any spelling; those longer than {@link AppPath#MAX_LENGTH} are skipped with a warning
     * @param bundle for the console
     */
    public synchronized Registration add(Application application, Collection<String> paths, int ranking, long serviceId, String bundle) {
        List<String> normalised = new ArrayList<>();
        for (String path : paths) {
            try {
                normalised.add(AppPath.normalise(path));
            } catch (IllegalArgumentException e) {
                LOG.warn("application of {}: {} is skipped: {}", bundle, Application.PATH, e.getMessage());
            }
        }
        SerialExecutor executor = new SerialExecutor(pool, queueLimit);
        Registration registration = new Registration(application, normalised, ranking, serviceId, bundle, executor);
        registrations.add(registration);
        publish();
        LOG.info("application of {} serves {}", bundle, registration.paths());
        return registration;
    }

    /** Takes a service out. A call that runs is not waited for; its answer still counts. What waits goes to whoever serves the path now. */
    public synchronized void remove(Registration registration) {
        registration.leave();
        if (registrations.remove(registration)) {
            publish();
            LOG.info("application of {} no longer serves {}", registration.bundle(), registration.paths());
        }
    }

    private void publish() {
        Map<String, Registration> best = new HashMap<>();
        for (Registration registration : registrations) {
            for (String path : registration.paths()) {
                best.merge(path, registration, (a, b) -> Registration.BEST_FIRST.compare(a, b) <= 0 ? a : b);
            }
        }
        byPath = Map.copyOf(best);
    }

    /** Whether a client of this path is welcome: an application serves it or a parent, or the node has no application at all. */
    public boolean accepts(String path) {
        Map<String, Registration> now = byPath;
        return now.isEmpty() || nearest(now, path, null, Set.of()) != null;
    }

    /** The nearest application at or above a path that has an own method for the hook and was not asked yet; null when there is none. */
    public Registration next(String path, Hook hook, Set<Registration> asked) {
        return nearest(byPath, path, hook, asked);
    }

    private static Registration nearest(Map<String, Registration> byPath, String path, Hook hook, Set<Registration> asked) {
        for (String at = path; at != null; at = AppPath.parent(at)) {
            Registration registration = byPath.get(at);
            if (registration != null && (hook == null || registration.answers(hook)) && !asked.contains(registration)) {
                return registration;
            }
        }
        return null;
    }

    /** Who serves which path now. */
    public Map<String, Registration> byPath() {
        return byPath;
    }
}
