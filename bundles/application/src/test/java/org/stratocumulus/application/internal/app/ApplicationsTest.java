package org.stratocumulus.application.internal.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;

public class ApplicationsTest {
    /** Has calls and nothing else of its own. */
    private static class Calls implements Application {
        @Override
        public Object call(Client client, String method, List<AmfValue> arguments) {
            return null;
        }
    }

    private final Applications applications = new Applications(new ManualExecutor(), 10);

    @Test
    public void whatAnApplicationLeavesToItsDefaultIsNotItsOwn() {
        assertEquals(EnumSet.of(Hook.CALL), Hook.of(new Calls()));
        assertEquals(EnumSet.of(Hook.CALL), Hook.of(new Calls() { }));
        assertEquals(EnumSet.noneOf(Hook.class), Hook.of(new Application() { }));
    }

    @Test
    public void anEmptyNodeAcceptsEveryPathAndOthersOnlyWhatIsServed() {
        assertTrue(applications.accepts("/anything"));
        Registration chat = applications.add(new Calls(), List.of("/chat"), 0, 1, "");
        assertTrue(applications.accepts("/chat/room"));
        assertFalse(applications.accepts("/anything"));
        assertFalse(applications.accepts("/"));
        applications.remove(chat);
        assertTrue(applications.accepts("/anything"));
    }

    @Test
    public void theNearestIsAskedFirstThenItsParents() {
        Registration root = applications.add(new Calls(), List.of("/"), 0, 1, "");
        applications.add(new Application() { }, List.of("/a"), 0, 2, "");
        Registration leaf = applications.add(new Calls(), List.of("/a/b"), 0, 3, "");
        assertSame(leaf, applications.next("/a/b/c", Hook.CALL, Set.of()));
        assertSame(root, applications.next("/a/b/c", Hook.CALL, Set.of(leaf)));
        assertNull(applications.next("/a/b/c", Hook.CALL, Set.of(leaf, root)));
        assertNull(applications.next("/a/b/c", Hook.PUBLISH, Set.of()));
    }

    @Test
    public void onOnePathTheHighestRankingWinsThenTheOldestAndTheNextTakesOver() {
        Registration first = applications.add(new Calls(), List.of("/x"), 0, 1, "");
        Registration second = applications.add(new Calls(), List.of("x/"), 0, 2, "");
        assertSame(first, applications.next("/x", Hook.CALL, Set.of()));
        Registration high = applications.add(new Calls(), List.of("/x"), 5, 3, "");
        assertSame(high, applications.next("/x", Hook.CALL, Set.of()));
        applications.remove(high);
        applications.remove(first);
        assertTrue(high.isGone());
        assertSame(second, applications.next("/x", Hook.CALL, Set.of()));
    }

    @Test
    public void aPathBeyondMaxLengthIsSkipped() {
        Registration registration = applications.add(new Calls(), List.of("a".repeat(AppPath.MAX_LENGTH), "/ok"), 0, 1, "");
        assertEquals(List.of("/ok"), registration.paths());
    }
}
