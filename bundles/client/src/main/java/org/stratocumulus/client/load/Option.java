package org.stratocumulus.client.load;

/**
 * An option of a subcommand.
 *
 * @param name with its two dashes
 * @param parameter what its value is called in the help; null for an option without a value
 * @param standard the value when it is not given; null when it has none
 */
record Option(String name, String parameter, String standard, String help) {
    static Option required(String name, String parameter, String help) {
        return new Option(name, parameter, null, help);
    }

    static Option of(String name, String parameter, String standard, String help) {
        return new Option(name, parameter, standard, help);
    }

    static Option flag(String name, String help) {
        return new Option(name, null, "false", help);
    }

    boolean isFlag() {
        return parameter == null;
    }

    boolean isRequired() {
        return standard == null;
    }

    /** The line of the help. */
    String line() {
        String left = isFlag() ? name : name + " " + parameter;
        String right = isRequired() ? " (required)" : isFlag() || standard.isEmpty() ? "" : " (" + standard + ")";
        return String.format("  %-22s %s%s", left, help, right);
    }
}
