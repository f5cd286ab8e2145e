package org.stratocumulus.api.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the properties of one configuration (PID), whatever their types are. A key that is missing or empty has its standard value. A bad
 * value is refused alone: the former one stays in force, the other keys are taken, and {@link #problems} names it. Declarative Services
 * would convert to the types of an annotation as well, but loses all keys over one that is bad.
 *
 * <p>One reader reads one state of one configuration, on one thread.
 */
public final class SettingsReader {
    /** What stays in force of a list with a bad entry. */
    public static final String REST = "the rest";
    private static final int SHOWN = 100;

    private final Map<String, ?> properties;
    private final List<Problem> problems = new ArrayList<>();

    /** @param properties by key: text, numbers, flags, or arrays and collections of them, which mean the same as a list with commas */
    public SettingsReader(Map<String, ?> properties) {
        this.properties = properties;
    }

    /** What was refused until now, in the order of reading. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * What was refused until now, for {@link SettingsStatus}.
     *
     * @param pid name of the configuration
     * @param log hears each line, too
     */
    public List<String> report(String pid, Consumer<String> log) {
        List<String> lines = problems.stream().map(problem -> pid + ": " + problem.sentence()).toList();
        lines.forEach(log);
        return lines;
    }

    /** What the key is set to, without blanks around it; empty when it is not set. */
    public String text(String key) {
        Object value = properties.get(key);
        if (value instanceof Object[] array) {
            return joined(Arrays.asList(array));
        }
        return value instanceof Collection<?> all ? joined(all) : value == null ? "" : value.toString().trim();
    }

    /** A whole number from least to most, both included. */
    public int number(String key, int least, int most, int standard, int former) {
        return (int) number(key, (long) least, most, standard, former);
    }

    /** A whole number from least to most, both included. */
    public long number(String key, long least, long most, long standard, long former) {
        return read(key, text -> inRange(parse(text, least, most), least, most), standard, former, Long.toString(former));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean standard, boolean former) {
        return read(key, SettingsReader::parseFlag, standard, former, Boolean.toString(former));
    }

    /**
     * A value of any other kind.
     *
     * @param parser refuses text by an {@link IllegalArgumentException} whose message says why
     */
    public <T> T value(String key, Function<String, T> parser, T standard, T former) {
        return read(key, parser, standard, former, "the former value");
    }

    /**
     * Entries that are separated by commas or semicolons; none when the key is not set. A bad one is refused alone, the rest is taken.
     *
     * @param parser refuses text by an {@link IllegalArgumentException} whose message says why
     */
    public <T> List<T> list(String key, Function<String, T> parser) {
        List<T> entries = new ArrayList<>();
        for (String part : text(key).split("[,;]")) {
            String entry = part.trim();
            if (!entry.isEmpty()) {
                try {
                    entries.add(parser.apply(entry));
                } catch (IllegalArgumentException e) {
                    refuse(key, entry, e.getMessage(), REST);
                }
            }
        }
        return entries;
    }

    /**
     * Refuses what a key is set to, for a reason that lies in other keys.
     *
     * @param why what is wrong with it
     * @param inForce what holds instead
     */
    public void refuse(String key, String why, String inForce) {
        refuse(key, text(key), why, inForce);
    }

    /**
     * Refuses a part of what a key is set to.
     *
     * @param value the part
     * @param why what is wrong with it
     * @param inForce what holds instead
     */
    public void refuse(String key, String value, String why, String inForce) {
        problems.add(new Problem(key, value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value, why, inForce));
    }

    private <T> T read(String key, Function<String, T> parser, T standard, T former, String inForce) {
        String text = text(key);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            refuse(key, e.getMessage(), inForce);
            return former;
        }
    }

    private static long parse(String text, long least, long most) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw outOfRange(least, most);
        }
    }

    private static long inRange(long value, long least, long most) {
        if (value < least || value > most) {
            throw outOfRange(least, most);
        }
        return value;
    }

    private static IllegalArgumentException outOfRange(long least, long most) {
        return new IllegalArgumentException(most == Integer.MAX_VALUE || most == Long.MAX_VALUE
            ? "not a whole number of at least " + least : "not a whole number from " + least + " to " + most);
    }

    private static boolean parseFlag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
