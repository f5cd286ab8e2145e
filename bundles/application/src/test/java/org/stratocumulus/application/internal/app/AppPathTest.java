package org.stratocumulus.application.internal.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.util.Map;
import org.junit.Test;

public class AppPathTest {
    @Test
    public void theUrlTellsThePathAndItsQuery() {
        AppPath path = AppPath.of("rtmfp://host:1935/game/table7?seat=3&name=J%C3%BCrgen+K", "other");
        assertEquals("/game/table7", path.path());
        assertEquals(Map.of("seat", "3", "name", "Jürgen K"), path.query());
    }

    @Test
    public void theAppTellsWhereTheUrlIsMissing() {
        assertEquals("/live", AppPath.of("", "live").path());
        assertEquals(Map.of("a", "1"), AppPath.of("", "live?a=1").query());
        assertEquals("/live", AppPath.of("no url at all", "/live/").path());
    }

    @Test
    public void aUrlWithoutPathIsTheRoot() {
        assertEquals("/", AppPath.of("rtmfp://host", "live").path());
        assertEquals("/", AppPath.of("rtmfp://[2001:db8::1]:1935?x", "").path());
        assertEquals("/", AppPath.of("", "").path());
    }

    @Test
    public void slashesHaveOneSpelling() {
        assertEquals("/a/b", AppPath.normalise("//a///b//"));
        assertEquals("/a", AppPath.normalise(" a "));
        assertEquals("/", AppPath.normalise("///"));
    }

    @Test
    public void parentsEndAtTheRoot() {
        assertEquals("/a", AppPath.parent("/a/b"));
        assertEquals("/", AppPath.parent("/a"));
        assertNull(AppPath.parent("/"));
    }

    @Test
    public void theFirstOfEqualPropertiesWinsAndABadEscapeStandsForItself() {
        assertEquals(Map.of("a", "1", "b", "100%"), AppPath.of("rtmfp://h/x?a=1&a=2&b=100%&&=c", "").query());
    }

    @Test
    public void maxLengthIsObeyed() {
        String longest = "a".repeat(AppPath.MAX_LENGTH - 1);
        assertEquals("/" + longest, AppPath.normalise(longest));
        assertThrows(IllegalArgumentException.class, () -> AppPath.normalise(longest + "a"));
    }

    @Test
    public void maxPropertiesIsObeyed() {
        StringBuilder url = new StringBuilder("rtmfp://h/x?");
        for (int i = 0; i <= AppPath.MAX_PROPERTIES; i++) {
            url.append('k').append(i).append("=1&");
        }
        assertEquals(AppPath.MAX_PROPERTIES, AppPath.of(url.toString(), "").query().size());
    }
}
