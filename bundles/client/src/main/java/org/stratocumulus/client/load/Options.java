package org.stratocumulus.client.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of one run, checked as they are read. */
final class Options {
    private final Map<String, String> values = new HashMap<>();

    private Options() {
    }

    /**
     * Reads {@code --name value}, {@code --name=value} and {@code --flag}.
     *
     * @throws UsageException naming the first option that is unknown, repeated, without its value or missing
     */
    static Options parse(List<Option> known, List<String> arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Option option = known.stream().filter(o -> o.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException("unknown option '" + name + "'"));
            String value = equals < 0 ? null : argument.substring(equals + 1);
            if (option.isFlag()) {
                check(value == null, name + " takes no value");
                value = "true";
            } else if (value == null) {
                check(++i < arguments.size(), name + " needs a value: " + option.parameter());
                value = arguments.get(i);
            }
            check(options.values.put(name, value) == null, name + " is given twice");
        }
        for (Option option : known) {
            check(!option.isRequired() || options.values.containsKey(option.name()), option.name() + " is missing");
            options.values.putIfAbsent(option.name(), option.standard());
        }
        return options;
    }

    String text(String name) {
        return values.get(name);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** A whole number of this range. @throws UsageException naming the option */
    int integer(String name, int least, int most) {
        double value = number(name, least, most);
        check(value == Math.rint(value), name + ": '" + text(name) + "' is not a whole number");
        return (int) value;
    }

    /** A number of this range. @throws UsageException naming the option */
    double number(String name, double least, double most) {
        return number(name, text(name), least, most);
    }

    /** Numbers of this range, at least one, separated by commas. @throws UsageException naming the option */
    List<Double> numbers(String name, double least, double most) {
        return Arrays.stream(text(name).split(",", -1)).map(one -> number(name, one, least, most)).toList();
    }

    private static double number(String name, String text, double least, double most) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + ": '" + text + "' is not a number");
        }
        check(value >= least && value <= most, name + ": " + text + " is not in " + plain(least) + ".." + plain(most));
        return value;
    }

    /** One of these words. @throws UsageException naming the option */
    String choice(String name, List<String> words) {
        check(words.contains(text(name)), name + ": '" + text(name) + "' is none of " + String.join(", ", words));
        return text(name);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new UsageException(otherwise);
        }
    }
}
