package org.stratocumulus.application.internal.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.stratocumulus.api.status.ApplicationStatus;
import org.stratocumulus.application.internal.app.Registration;

/** The console's view of the applications. Any thread may use it. */
public final class ApplicationFigures implements ApplicationStatus {
    private final NetConnections connections;

    /** @param connections whose figures are shown */
    public ApplicationFigures(NetConnections connections) {
        this.connections = connections;
    }

    @Override
    public List<ApplicationInfo> applications() {
        Map<String, Registration> served = connections.applications().byPath();
        Map<String, PathFigures.Figures> figures = connections.paths().snapshot();
        TreeSet<String> paths = new TreeSet<>(served.keySet());
        paths.addAll(figures.keySet());
        List<ApplicationInfo> infos = new ArrayList<>();
        for (String path : paths) {
            Registration registration = served.get(path);
            PathFigures.Figures seen = figures.getOrDefault(path, PathFigures.Figures.NONE);
            String bundle = registration == null ? "" : registration.bundle();
            infos.add(new ApplicationInfo(path, bundle, seen.clients(), seen.calls(), registration == null ? 0 : registration.queued()));
        }
        return infos;
    }

    @Override
    public Map<String, Long> counters() {
        return connections.counters().snapshot();
    }
}
