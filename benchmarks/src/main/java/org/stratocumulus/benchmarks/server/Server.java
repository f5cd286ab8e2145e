package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under load: a process on this machine. */
interface Server extends AutoCloseable {
    /** What tables call it. */
    String name();

    /** Where it listens, as {@code host:port}. */
    String address();

    /** Its process. */
    long pid();

    @Override
    void close() throws IOException, InterruptedException;

    /** A server that runs already, and goes on. */
    record Peer(String name, String address, long pid) implements Server {
        @Override
        public void close() {
            // not ours
        }
    }

    /** A server that was started by a command and is ended. */
    record Started(String name, String address, Process process) implements Server {
        private static final long PATIENCE_MILLIS = 1000;

        /** Starts it; its output is of no interest. */
        static Started of(String name, String address, List<String> command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            if (process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " has ended at once");
            }
            return new Started(name, address, process);
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
