package org.stratocumulus.console;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.table.ShellTable;

/** What the commands that print a table share. */
abstract class ListCommand implements Action {
    @Option(name = "--no-format", description = "Disable table rendered output")
    boolean noFormat;

    /** Prints the table as the user wants it. */
    void print(ShellTable table, String whenEmpty) {
        table.emptyTableText(whenEmpty).print(System.out, !noFormat);
    }

    /** Milliseconds in words, such as {@code 1d02h}, {@code 3h05m}, {@code 4m10s}, {@code 12s}. */
    static String duration(long millis) {
        long s = Math.max(0, millis) / 1000;
        if (s < 60) {
            return s + "s";
        }
        if (s < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", s / 60, s % 60);
        }
        if (s < 86_400) {
            return String.format(Locale.ROOT, "%dh%02dm", s / 3600, s % 3600 / 60);
        }
        return String.format(Locale.ROOT, "%dd%02dh", s / 86_400, s % 86_400 / 3600);
    }

    /** A number of bytes with three significant digits, such as {@code 512}, {@code 1.21k}, {@code 34.5M}. */
    static String bytes(long n) {
        double value = n;
        String unit = "";
        for (String next : new String[] {"k", "M", "G", "T"}) {
            if (value < 1000) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        if (unit.isEmpty()) {
            return Long.toString(n);
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f%s" : value < 100 ? "%.1f%s" : "%.0f%s", value, unit);
    }
}
