package org.stratocumulus.relay.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UDP ports one after the other.
 *
 * @param first the first
 * @param last the last, included; below the first for none
 */
public record PortRange(int first, int last) {
    /** No port. */
    public static final PortRange NONE = new PortRange(1, 0);

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,5})\\s*-\\s*(\\d{1,5})\\s*");
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    /**
     * Reads {@code 23000-23999}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static PortRange parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            PortRange range = new PortRange(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            if (range.first >= LOWEST && range.last <= HIGHEST && range.size() >= 2) {
                return range;
            }
        }
        throw new IllegalArgumentException("not FIRST-LAST, at least two ports from 1024 to 65535");
    }

    int size() {
        return last - first + 1;
    }

    boolean isEmpty() {
        return size() < 1;
    }

    boolean contains(int port) {
        return port >= first && port <= last;
    }
}
