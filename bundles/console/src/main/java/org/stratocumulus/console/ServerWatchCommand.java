package org.stratocumulus.console;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ServerNode;

/** {@code cumulus:server-watch}. */
@Service
@Command(scope = "cumulus", name = "server-watch", description = "Shows servers coming and going as it happens, until Ctrl-C")
public final class ServerWatchCommand implements Action {
    @Reference
    private Session session;

    @Override
    public Object execute() {
        BundleContext context = FrameworkUtil.getBundle(ServerWatchCommand.class).getBundleContext();
        ServiceRegistration<ClusterListener> watcher = context.registerService(ClusterListener.class, new ClusterListener() {
            @Override
            public void connected(ServerNode server) {
                print("+", server, "");
            }

            @Override
            public void disconnected(ServerNode server, String reason) {
                print("-", server, reason);
            }
        }, null);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) { // Ctrl-C is how this ends
            Thread.currentThread().interrupt();
        } finally {
            watcher.unregister();
        }
        return null;
    }

    private void print(String sign, ServerNode server, String reason) {
        session.getConsole().println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + sign + " " + server.address() + " "
            + server.publicAddresses() + " " + server.nodeId() + " " + reason);
        session.getConsole().flush();
    }
}
