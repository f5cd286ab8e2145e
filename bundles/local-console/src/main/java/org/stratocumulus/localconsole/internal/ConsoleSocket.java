package org.stratocumulus.localconsole.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a Unix domain socket in a folder which only this user may enter; each caller has a thread. */
final class ConsoleSocket implements AutoCloseable {
    /** Callers at the same time; one more is told so and turned away. */
    static final int MAX_CALLERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSocket.class);

    private final Path path;
    private final Shell shell;
    private final ServerSocketChannel server;
    private final ThreadPoolExecutor callers;

    private ConsoleSocket(Path path, Shell shell, ServerSocketChannel server) {
        this.path = path;
        this.shell = shell;
        this.server = server;
        AtomicInteger number = new AtomicInteger();
        this.callers = new ThreadPoolExecutor(0, MAX_CALLERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
            task -> daemon(task, "local-console-" + number.incrementAndGet()));
    }

    /**
     * Listens from now on.
     *
     * @param path of the socket; its folder is made, or made private, and a socket left by a killed server is replaced. A system
     *             allows some 100 bytes: relative to the working folder it stays short
     */
    static ConsoleSocket open(Path path, Shell shell) throws IOException {
        makePrivate(path.getParent());
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        ConsoleSocket socket = new ConsoleSocket(path, shell, server);
        daemon(socket::accept, "local-console").start();
        return socket;
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                welcome(server.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("The local console could not take a caller", e);
            }
        }
    }

    private void welcome(SocketChannel caller) throws IOException {
        try {
            callers.execute(() -> converse(caller));
        } catch (RejectedExecutionException busy) {
            try (caller) {
                Frame.of(Frame.Kind.ERROR, "busy: " + MAX_CALLERS + " commands are running\n").writeTo(caller);
                Frame.of(Frame.Kind.EXIT, Integer.toString(Shell.FAILURE)).writeTo(caller);
            }
        }
    }

    private void converse(SocketChannel caller) {
        try (caller) {
            new Conversation(caller, shell).run();
        } catch (IOException gone) {
            LOG.debug("A caller of the local console left before its command ended", gone);
        }
    }

    /** Stops listening and interrupts the commands that run. */
    @Override
    public void close() throws IOException {
        server.close();
        callers.shutdownNow();
        Files.deleteIfExists(path);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
