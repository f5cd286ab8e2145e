package org.stratocumulus.docs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** docs/configuration.md, the files that features make, and the code's *Config annotations say the same. */
public class ConfigurationDocsTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path FEATURES = Path.of("../features/src/main/feature/feature.xml");
    private static final Path BUNDLES = Path.of("../bundles");

    private static final Pattern CONFIG =
        Pattern.compile("<config name=\"(org\\.stratocumulus\\.[^\"]+)\"[^>]*>(.*?)</config>", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("(?m)^([A-Za-z][\\w.-]*) *=[ \\t]*(.*)$");
    private static final Pattern PID = Pattern.compile("configurationPid = \"([^\"]+)\"");
    private static final Pattern ELEMENT = Pattern.compile("(?m)^    \\w+ (\\w+)\\(\\) default (.+);$");
    private static final int COLUMNS = 6;

    @Test
    public void thePageHasExactlyTheKeysAndDefaultsOfTheFiles() throws IOException {
        assertFalse("no configuration in " + FEATURES, files().isEmpty());
        assertEquals(files(), page());
    }

    /** bin/cumulus finds the file of a key by the key alone. */
    @Test
    public void aKeyIsInOneFileOnlyAndThereOnce() throws IOException {
        List<String> keys = configs().stream().flatMap(config -> settings(config.group(2)).map(setting -> setting.group(1))).toList();
        Set<String> twice = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        keys.stream().filter(key -> !seen.add(key)).forEach(twice::add);
        assertEquals(Set.of(), twice);
    }

    @Test
    public void everyFileHasTheKeysAndDefaultsThatTheCodeReads() throws IOException {
        Map<String, Map<String, String>> read = new TreeMap<>();
        for (Path annotation : sources("Config.java")) {
            Map<String, String> elements = new TreeMap<>();
            ELEMENT.matcher(Files.readString(annotation)).results()
                .forEach(element -> elements.put(element.group(1).replace('_', '.'), constant(element.group(2))));
            assertFalse(annotation + " has no defaults", elements.isEmpty());
            read.computeIfAbsent(pidOf(annotation), pid -> new TreeMap<>()).putAll(elements);
        }
        read.keySet().retainAll(files().keySet()); // of bundles that no feature installs there is nothing to tell yet
        assertEquals(read, files());
    }

    /** Components beside an annotation tell whose configuration it is. */
    private static String pidOf(Path annotation) throws IOException {
        Set<String> pids = new TreeSet<>();
        for (Path component : sources("Component.java")) {
            if (component.getParent().equals(annotation.getParent())) {
                PID.matcher(Files.readString(component)).results().forEach(pid -> pids.add(pid.group(1)));
            }
        }
        assertEquals("PIDs beside " + annotation, 1, pids.size());
        return pids.iterator().next();
    }

    private static List<Path> sources(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            return files.filter(file -> file.toString().contains("/src/main/") && file.toString().endsWith(ending)).toList();
        }
    }

    /** A constant expression as the files have it: 64 << 10 is 65536. */
    private static String constant(String expression) {
        String text = expression.replaceAll("[_\"]", "");
        String[] shift = text.split(" << ");
        return shift.length == 2 ? Integer.toString(Integer.parseInt(shift[0]) << Integer.parseInt(shift[1])) : text;
    }

    private static List<MatchResult> configs() throws IOException {
        return CONFIG.matcher(Files.readString(FEATURES)).results().toList();
    }

    private static Stream<MatchResult> settings(String file) {
        return SETTING.matcher(file).results();
    }

    /** PID, key, default. */
    private static Map<String, Map<String, String>> files() throws IOException {
        Map<String, Map<String, String>> files = new TreeMap<>();
        for (MatchResult config : configs()) {
            Map<String, String> file = files.computeIfAbsent(config.group(1), pid -> new TreeMap<>());
            settings(config.group(2)).forEach(setting -> file.put(setting.group(1), setting.group(2).trim()));
        }
        return files;
    }

    /** The same of the page: a heading for each PID, a row for each key. */
    private static Map<String, Map<String, String>> page() throws IOException {
        Map<String, Map<String, String>> page = new TreeMap<>();
        Map<String, String> section = null;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                section = line.startsWith("## org.stratocumulus.") ? new TreeMap<>() : null;
                if (section != null) {
                    page.put(line.substring(3), section);
                }
            } else if (section != null && line.startsWith("| `")) {
                List<String> cells = new ArrayList<>(List.of(line.substring(2, line.length() - 2).split(" \\| ?", -1)));
                assertEquals(line, COLUMNS, cells.size());
                String former = section.put(cells.get(0).replace("`", ""), cells.get(1).equals("empty") ? "" : cells.get(1));
                assertTrue("twice: " + line, former == null);
            }
        }
        return page;
    }
}
