package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's log of its garbage collections and of every other time when it stops its threads (safepoints). */
final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9.]+)ms");
    private static final Pattern SAFEPOINT = Pattern.compile("Safepoint .* Total: *([0-9]+) ns");
    private static final double NANOS_PER_MILLI = 1e6;

    private GcLog() {
    }

    /** Lines so far. */
    static int lines(Path log) throws IOException {
        return Files.readAllLines(log).size();
    }

    /** The longest pause in milliseconds behind so many lines; 0 without any. */
    static double longestPause(Path log, int behind) throws IOException {
        double longest = 0;
        List<String> lines = Files.readAllLines(log);
        for (String line : lines.subList(Math.min(behind, lines.size()), lines.size())) {
            Matcher pause = PAUSE.matcher(line);
            Matcher safepoint = SAFEPOINT.matcher(line);
            if (pause.find()) {
                longest = Math.max(longest, Double.parseDouble(pause.group(1)));
            } else if (safepoint.find()) {
                longest = Math.max(longest, Double.parseDouble(safepoint.group(1)) / NANOS_PER_MILLI);
            }
        }
        return longest;
    }
}
