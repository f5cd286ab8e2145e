package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's log of its garbage collections. */
final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9.]+)ms");

    private GcLog() {
    }

    /** The longest pause so far in milliseconds; 0 without any. */
    static double longestPause(Path log) throws IOException {
        double longest = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                longest = Math.max(longest, Double.parseDouble(pause.group(1)));
            }
        }
        return longest;
    }
}
