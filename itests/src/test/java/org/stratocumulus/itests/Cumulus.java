package org.stratocumulus.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Unpacks the distribution and runs its programs. No server that it has started outlives this JVM. */
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
        Cumulus cumulus = new Cumulus(folder.toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(cumulus::killServers));
        return cumulus;
    }

    Path home() {
        return home;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /** @param environment on top of small, quickly started servers */
    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return program("cumulus", environment, arguments);
    }

    /** Runs bin/rtmfp-load. */
    Outcome load(String... arguments) throws IOException, InterruptedException {
        return program("rtmfp-load", Map.of("RTMFP_LOAD_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"), arguments);
    }

    /** Ends at once every server that was started by name. */
    void killServers() {
        try (Stream<Path> instances = Files.list(home.resolve("instances"))) {
            for (Path instance : instances.filter(folder -> Files.exists(folder.resolve("karaf.pid"))).toList()) {
                run("kill", instance.getFileName().toString()).expect(0);
            }
        } catch (NoSuchFileException e) {
            // none was ever started
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome program(String name, Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "output", ".txt");
        Path error = Files.createTempFile(home, "error", ".txt");
        List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().put("EXTRA_JAVA_OPTS", "-XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1");
        builder.environment().put("CUMULUS_START_TIMEOUT", "110"); // busy machines
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
