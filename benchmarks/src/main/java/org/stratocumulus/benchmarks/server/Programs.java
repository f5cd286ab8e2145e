package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other programs and their files. */
final class Programs {
    private Programs() {
    }

    /**
     * Runs a program to its end; what it complains of is shown only when it prints nothing.
     *
     * @return what it has printed
     * @throws IOException when it says nothing, or does not end in time
     */
    static String run(ProcessBuilder builder, long seconds) throws IOException, InterruptedException {
        // into files: a server that was started would hold a pipe open
        Path out = Files.createTempFile("benchmark", ".out");
        Path err = Files.createTempFile("benchmark", ".err");
        try {
            Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(builder.command() + " does not end: " + Files.readString(err));
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            if (said.isBlank()) {
                throw new IOException(builder.command() + " failed (" + process.exitValue() + "): " + Files.readString(err));
            }
            return said;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The first line that a program prints, or "unknown". */
    static String firstLine(List<String> command) throws InterruptedException {
        try {
            return run(new ProcessBuilder(command), 10).lines().findFirst().orElse("unknown").strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** A folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
