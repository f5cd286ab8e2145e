package org.stratocumulus.api.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SettingsReaderTest {
    private static final int STANDARD = 10;
    private static final int FORMER = 20;

    @Test
    public void whatIsMissingOrEmptyIsTheStandardValueNotTheFormerOne() {
        SettingsReader in = new SettingsReader(Map.of("empty", "  "));
        assertEquals(STANDARD, in.number("empty", 1, 100, STANDARD, FORMER));
        assertEquals(STANDARD, in.number("missing", 1, 100, STANDARD, FORMER));
        assertTrue(in.flag("missing", true, false));
        assertEquals("x", in.value("missing", text -> text, "x", "y"));
        assertEquals("", in.text("missing"));
        assertEquals(List.of(), in.problems());
    }

    @Test
    public void valuesMayBeTextOrOfTheirTypeOrLists() {
        SettingsReader in = new SettingsReader(Map.of("text", " 7 ", "int", 8, "long", 9L, "flag", true, "array", new String[] {"a", "b"},
            "list", List.of("c", "d"), "large", Long.toString(1L << 40)));
        assertEquals(7, in.number("text", 1, 100, STANDARD, FORMER));
        assertEquals(8, in.number("int", 1, 100, STANDARD, FORMER));
        assertEquals(9, in.number("long", 1, 100, STANDARD, FORMER));
        assertEquals(1L << 40, in.number("large", 0L, Long.MAX_VALUE, 1L, 2L));
        assertTrue(in.flag("flag", false, false));
        assertEquals("a,b", in.text("array"));
        assertEquals("c,d", in.text("list"));
        assertEquals(List.of(), in.problems());
    }

    @Test
    public void aBadValueIsRefusedAloneAndTheFormerOneStays() {
        SettingsReader in = new SettingsReader(Map.of("a", "0", "b", 101, "c", "abc", "d", 50, "e", "yes", "f", "?", "g", "1.5"));
        assertEquals(FORMER, in.number("a", 1, 100, STANDARD, FORMER));
        assertEquals(FORMER, in.number("b", 1, 100, STANDARD, FORMER));
        assertEquals(FORMER, in.number("c", 1, Integer.MAX_VALUE, STANDARD, FORMER));
        assertEquals(50, in.number("d", 1, 100, STANDARD, FORMER));
        assertFalse(in.flag("e", true, false));
        assertEquals("former", in.value("f", text -> {
            throw new IllegalArgumentException("not a word");
        }, "standard", "former"));
        assertEquals(FORMER, in.number("g", 1, 100, STANDARD, FORMER));
        assertEquals(List.of("a = 0: not a whole number from 1 to 100; 20 stays in force",
            "b = 101: not a whole number from 1 to 100; 20 stays in force", "c = abc: not a whole number of at least 1; 20 stays in force",
            "e = yes: neither true nor false; false stays in force", "f = ?: not a word; the former value stays in force",
            "g = 1.5: not a whole number from 1 to 100; 20 stays in force"), in.problems().stream().map(Problem::sentence).toList());
    }

    @Test
    public void theBoundsAreGood() {
        SettingsReader in = new SettingsReader(Map.of("least", 1, "most", 100));
        assertEquals(1, in.number("least", 1, 100, STANDARD, FORMER));
        assertEquals(100, in.number("most", 1, 100, STANDARD, FORMER));
        assertEquals(List.of(), in.problems());
    }

    @Test
    public void aLongValueIsShownInPart() {
        SettingsReader in = new SettingsReader(Map.of("a", "9".repeat(5000)));
        in.number("a", 1, 100, STANDARD, FORMER);
        assertEquals("9".repeat(100) + "...", in.problems().get(0).value());
    }

    @Test
    public void aBadEntryOfAListIsRefusedAloneAndTheRestIsTaken() {
        SettingsReader in = new SettingsReader(Map.of("a", "1, x; 3,,", "b", new String[] {"5", "6"}));
        assertEquals(List.of(1, 3), in.list("a", SettingsReaderTest::digit));
        assertEquals(List.of(5, 6), in.list("b", SettingsReaderTest::digit));
        assertEquals(List.of(), in.list("c", SettingsReaderTest::digit));
        assertEquals(List.of("a = x: no digit; the rest stays in force"), in.problems().stream().map(Problem::sentence).toList());
    }

    @Test
    public void theReportNamesTheConfigurationAndGoesToTheLogToo() {
        SettingsReader in = new SettingsReader(Map.of("a", 0));
        List<String> log = new ArrayList<>();
        assertEquals(List.of(), in.report("org.example", log::add));
        in.number("a", 1, 100, STANDARD, FORMER);
        assertEquals(List.of("org.example: a = 0: not a whole number from 1 to 100; 20 stays in force"), in.report("org.example", log::add));
        assertEquals(in.report("org.example", line -> { }), log);
    }

    private static int digit(String text) {
        if (!text.matches("[0-9]")) {
            throw new IllegalArgumentException("no digit");
        }
        return Integer.parseInt(text);
    }
}
