package org.stratocumulus.localconsole.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the console socket when the boot has finished: the socket's presence says that the server's features are all in place. */
@Component(service = {}, immediate = true)
public final class LocalConsoleComponent {
    private final ConsoleSocket socket;

    /**
     * @param booted   there once every boot feature is installed and started
     * @param sessions Karaf's shell
     * @throws IOException when the socket cannot be made; the server goes on without it
     */
    @Activate
    public LocalConsoleComponent(BundleContext context, @Reference BootFinished booted, @Reference SessionFactory sessions)
            throws IOException {
        String roles = context.getProperty("karaf.local.roles");
        socket = ConsoleSocket.open(path(context), new KarafShell(sessions, roles == null ? "viewer" : roles));
    }

    @Deactivate
    void close() throws IOException {
        socket.close();
    }

    /** {@code console/socket} in the data folder, relative to the working folder when that is above it. */
    private static Path path(BundleContext context) {
        Path path = Path.of(context.getProperty("karaf.data")).toAbsolutePath().resolve("console").resolve("socket");
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
