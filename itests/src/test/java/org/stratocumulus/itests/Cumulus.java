package org.stratocumulus.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Unpacks the distribution and runs its bin/cumulus. */
final class Cumulus {
    private final Path home;

    private Cumulus(Path home) {
        this.home = home;
    }

    /** @param folder that does not exist yet, or is empty */
    static Cumulus unpack(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder("tar", "xzf", System.getProperty("stratocumulus.distribution"), "--strip-components=1")
            .directory(folder.toFile()).inheritIO().start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar ended with " + tar.exitValue());
        }
        return new Cumulus(folder.toAbsolutePath());
    }

    Path home() {
        return home;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /** @param environment on top of small, quickly started servers */
    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "output", ".txt");
        Path error = Files.createTempFile(home, "error", ".txt");
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/cumulus").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().put("EXTRA_JAVA_OPTS", "-XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " takes more than 120 s");
        }
        Outcome outcome = new Outcome(process.exitValue(), Files.readString(output), Files.readString(error));
        Files.delete(output);
        Files.delete(error);
        return outcome;
    }

    /** What a run of bin/cumulus left: exit status, standard output, standard error. */
    record Outcome(int status, String output, String error) {
        /** @throws AssertionError unless the status is this one */
        Outcome expect(int expected) {
            if (status != expected) {
                throw new AssertionError("status " + status + " instead of " + expected + "\n" + output + error);
            }
            return this;
        }
    }
}
