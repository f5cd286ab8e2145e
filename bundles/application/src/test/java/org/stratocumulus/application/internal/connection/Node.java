package org.stratocumulus.application.internal.connection;

import java.util.List;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.app.ManualExecutor;
import org.stratocumulus.application.internal.app.Registration;
import org.stratocumulus.testkit.ManualLoop;

/** A server's applications and connections in the test's own thread. */
final class Node {
    /** Small enough to be reached. */
    static final Limits LIMITS = new Limits(3, 6, 4, 4_000, 3, 2, 100_000, 120_000, 5_000, 2_000);
    static final int APPLICATION_QUEUE = 2;

    final ManualLoop loop = new ManualLoop();
    final ManualExecutor pool = new ManualExecutor();
    final Applications applications = new Applications(pool, APPLICATION_QUEUE);
    final NetConnections connections = new NetConnections(applications, pool, LIMITS);
    private long serviceId;

    Registration serve(String path, Application application) {
        return serve(path, application, 0);
    }

    Registration serve(String path, Application application, int ranking) {
        return applications.add(application, List.of(path), ranking, serviceId++, "test 1.0.0");
    }

    /** Runs loop and applications until both are idle. */
    void settle() {
        boolean busy = true;
        while (busy) {
            busy = loop.turn() | pool.runAll();
        }
    }

    long count(Counter counter) {
        return connections.counters().get(counter);
    }
}
