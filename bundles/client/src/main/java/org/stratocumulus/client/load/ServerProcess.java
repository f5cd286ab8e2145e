package org.stratocumulus.client.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The server's process, when it runs on this machine: what Linux tells of it in {@code /proc}. Its processor time is the figure that
 * other load on the machine changes least.
 *
 * @param pid its process id
 */
record ServerProcess(long pid) {
    /** USER_HZ of every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of /proc/PID/stat behind the name of the program, which may contain anything: utime and stime. */
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    /** Processor time of all its threads, those that have ended included, in seconds; exact to 10 ms. */
    double cpuSeconds() throws IOException {
        return cpuSeconds(read("stat"));
    }

    private static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** Processor time of the threads that are a JVM's compilers now, in seconds; 0 for other programs. */
    double compilerSeconds() throws IOException {
        double sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (COMPILER.matcher(stat).find()) {
                    sum += cpuSeconds(stat);
                }
            }
        } catch (NoSuchFileException e) { // a thread has ended meanwhile
            return sum;
        }
        return sum;
    }

    /** Memory that it occupies (RSS), in kilobytes. */
    long residentKilobytes() throws IOException {
        for (String line : read("status").split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("process " + pid + " has ended");
    }

    private String read(String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new IOException("--pid: no process " + pid + " on this machine, or no /proc to read of it", e);
        }
    }
}
