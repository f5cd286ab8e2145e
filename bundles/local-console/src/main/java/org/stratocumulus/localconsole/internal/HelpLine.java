package org.stratocumulus.localconsole.internal;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code help NAME} without a terminal. Karaf's help of one command asks for the width of a terminal, fails without one and prints the
 * heading of an empty list; the command's own {@code --help} does without.
 */
final class HelpLine {
    private static final Pattern HELP_ABOUT = Pattern.compile("(?:\\*:|shell:)?help\\s+([\\w*.-]+(?::[\\w.-]+)?)");

    private HelpLine() {
    }

    /** The line to execute in place of the one given: the same, unless it asks for help about one command. */
    static String withoutTerminal(String line, Predicate<String> isCommand) {
        Matcher about = HELP_ABOUT.matcher(line.trim());
        return about.matches() && isCommand.test(about.group(1)) ? about.group(1) + " --help" : line;
    }
}
