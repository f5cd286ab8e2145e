package org.stratocumulus.docs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** docs/operations.md explains every counter of cumulus:status, in its order. */
public class OperationsDocsTest {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Path SESSION = Path.of("../bundles/session/src/main/java/org/stratocumulus/session/internal");
    private static final Path STREAMS = Path.of("../bundles/streams/src/main/java/org/stratocumulus/streams/internal");
    private static final Path CONNECTIONS =
        Path.of("../bundles/application/src/main/java/org/stratocumulus/application/internal/connection");

    @Test
    public void everyCounterHasItsRow() throws IOException {
        List<String> counters = Stream.of(
            found("\\b[A-Z_]+\\(\"([^\"]+)\"\\)[,;]", SESSION.resolve("Counter.java")),
            found("counters\\.put\\(\"([^\"]+)\"", SESSION.resolve("osgi/RunningEndpoint.java")),
            found("\\b[A-Z_]+\\(\"([^\"]+)\"\\)[,;]", STREAMS.resolve("StreamCounters.java")),
            found("(?m)^    ([A-Z_]+)[,;]$", CONNECTIONS.resolve("Counter.java")).stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-')).toList())
            .flatMap(List::stream).toList();
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## Counters\n"), page.indexOf("\n## ", page.indexOf("\n## Counters\n") + 1));
        assertEquals(counters, Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(section).results().map(row -> row.group(1)).toList());
    }

    private static List<String> found(String pattern, Path source) throws IOException {
        List<String> names = Pattern.compile(pattern).matcher(Files.readString(source)).results().map(name -> name.group(1)).toList();
        assertFalse("no counters in " + source, names.isEmpty());
        return names;
    }
}
