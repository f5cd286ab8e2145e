package org.stratocumulus.docs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** docs/rfc-coverage.md leaves no section out and names only classes and tests that exist. */
public class RfcCoverageTest {
    private static final Path PAGE = Path.of("../docs/rfc-coverage.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern STATE = Pattern.compile("done(: .+)?|(partial|not done|not applicable): .+");
    private static final int COLUMNS = 5;

    /** The source files of each class name; several bundles may have a class of one name. */
    private static final Map<String, List<Path>> SOURCES = new HashMap<>();

    private record Row(String section, String title, String classes, String tests, String state) {
        boolean isDone() {
            return state.startsWith("done");
        }
    }

    @BeforeClass
    public static void findSources() throws IOException {
        for (String folder : List.of("../bundles", "../itests", "../examples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().contains("/src/") && file.toString().endsWith(".java")).forEach(file ->
                    SOURCES.computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>()).add(file));
            }
        }
    }

    @Test
    public void everySectionOfRfc7016HasItsRow() throws IOException {
        assertEquals(sections("rfc7016-sections.txt"), rows("RFC 7016").stream().map(row -> row.section + " " + row.title).toList());
    }

    @Test
    public void everySectionOfRfc7425HasItsRow() throws IOException {
        assertEquals(sections("rfc7425-sections.txt"), rows("RFC 7425").stream().map(row -> row.section + " " + row.title).toList());
    }

    @Test
    public void everyNameInBackticksIsAClassOrATestThatExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        Matcher names = NAME.matcher(Files.readString(PAGE));
        int found = 0;
        while (names.find()) {
            found++;
            if (!exists(names.group(1))) {
                missing.add(names.group(1));
            }
        }
        assertTrue("the page names nothing", found > 0);
        assertEquals("named in the page, not in the source tree", Set.of(), missing);
    }

    @Test
    public void whatIsDoneHasAClassAndATest() throws IOException {
        for (Row row : allRows()) {
            assertTrue(row.section + ": no such state: " + row.state, STATE.matcher(row.state).matches());
            assertFalse(row.section + ": done by nothing", row.isDone() && !NAME.matcher(row.classes).find());
            assertFalse(row.section + ": not tested", row.isDone() && !row.tests.contains("Test"));
        }
    }

    @Test
    public void testsAreInTheTestColumnOnly() throws IOException {
        for (Row row : allRows()) {
            for (String test : names(row.tests)) {
                assertTrue(row.section + ": " + test + " is no test", test.replaceAll("\\..*", "").matches("\\w+(Test|IT)"));
            }
            for (String type : names(row.classes)) {
                boolean inMain = SOURCES.getOrDefault(type, List.of()).stream().anyMatch(file -> file.toString().contains("/src/main/"));
                assertTrue(row.section + ": " + type + " is not in src/main", inMain);
            }
        }
    }

    /** @param name Class or Class.method */
    private static boolean exists(String name) throws IOException {
        String[] parts = name.split("\\.");
        for (Path source : SOURCES.getOrDefault(parts[0], List.of())) {
            if (parts.length == 1 || parts.length == 2 && Files.readString(source).contains(" void " + parts[1] + "()")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    private static List<String> sections(String resource) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources", resource));
    }

    private static List<Row> allRows() throws IOException {
        List<Row> all = new ArrayList<>(rows("RFC 7016"));
        all.addAll(rows("RFC 7425"));
        return all;
    }

    /** The rows of the table below a heading. */
    private static List<Row> rows(String heading) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean here = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                here = line.equals("## " + heading);
            } else if (here && line.matches("\\| [0-9A].*")) {
                String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
                assertEquals(line, COLUMNS, cells.length);
                rows.add(new Row(cells[0].trim(), cells[1].trim(), cells[2].trim(), cells[3].trim(), cells[4].trim()));
            }
        }
        return rows;
    }
}
