package org.stratocumulus.localconsole.internal;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import org.junit.Test;

public class HelpLineTest {
    private static final Set<String> COMMANDS = Set.of("cumulus:status", "status", "bundle:list");

    @Test
    public void helpAboutACommandIsItsOwnHelp() {
        assertEquals("cumulus:status --help", line("help cumulus:status"));
        assertEquals("bundle:list --help", line("  help   bundle:list "));
        assertEquals("status --help", line("help status"));
    }

    @Test
    public void everythingElseStays() {
        for (String line : new String[] {"help", "help cumulus", "help all", "help --help", "cumulus:status", "help status | grep x", "",
            "help nothing:here", "help cumulus:status bundle:list", "echo help cumulus:status"}) {
            assertEquals(line, line(line));
        }
    }

    private static String line(String line) {
        return HelpLine.withoutTerminal(line, COMMANDS::contains);
    }
}
