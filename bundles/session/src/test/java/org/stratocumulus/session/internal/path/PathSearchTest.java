package org.stratocumulus.session.internal.path;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.session.internal.time.Alarms;

public class PathSearchTest {
    private static final int BASE = 1200;
    private static final int CEILING = 1472;
    private static final int ERTO = 300;

    private final PathSearch search = new PathSearch(BASE, CEILING);
    private final List<Integer> probes = new ArrayList<>();
    private long now = 1_000_000;
    /** What the path carries. */
    private int path = CEILING;

    @Test
    public void nothingIsProbedBeforeThereIsUseForIt() {
        assertEquals(Alarms.NEVER, search.deadline());
        assertEquals(0, search.due(now, ERTO));
        assertFalse(search.dataLost(now));
        assertEquals(BASE, search.size());
    }

    @Test
    public void theCeilingIsTriedFirst() {
        search();
        assertEquals(List.of(CEILING), probes);
        assertEquals(CEILING, search.size());
        now += 2 * PathSearch.RETRY_MILLIS;
        assertFalse("there is nothing more to find", search.fullDatagramSent(now));
    }

    @Test
    public void whatPassesIsFoundToABlockAndEachSizeIsTriedThreeTimes() {
        path = 1300;
        search();
        assertTrue(Integer.toString(search.size()), search.size() <= 1300 && search.size() > 1300 - PathSearch.STEP - 1);
        assertEquals(List.of(CEILING, CEILING, CEILING), probes.subList(0, 3));
    }

    @Test
    public void whereNothingLargerPassesTheSearchEndsAtTheBase() {
        path = 0;
        search();
        assertEquals(BASE, search.size());
        assertTrue(probes.toString(), probes.size() <= 3 * 6);
        assertEquals(Alarms.NEVER, search.deadline());
    }

    @Test
    public void largerOnesAreTriedAgainAfterTenMinutesAndOnlyIfThereIsUse() {
        path = 1300;
        search();
        probes.clear();
        now += PathSearch.RETRY_MILLIS - 5_000;
        assertFalse(search.fullDatagramSent(now));
        path = CEILING;
        now += 5_000;
        search();
        assertEquals(CEILING, search.size());
    }

    @Test
    public void lossThatIsNotForSizeIsFoundHarmlessByOneProbe() {
        search();
        probes.clear();
        now += PathSearch.ANSWER_MILLIS;
        assertTrue(search.dataLost(now));
        run();
        assertEquals(List.of(CEILING), probes);
        assertEquals(CEILING, search.size());
        assertFalse("not once for each loss", search.dataLost(now));
    }

    @Test
    public void aPathThatHasBecomeNarrowerIsNoticedByLossAndSearchedAgainBelow() {
        search();
        probes.clear();
        path = 1250;
        now += 60_000;
        assertTrue(search.dataLost(now));
        run();
        assertEquals(List.of(CEILING, CEILING, CEILING), probes.subList(0, 3));
        assertTrue(probes.toString(), probes.get(3) < CEILING);
        assertTrue(Integer.toString(search.size()), search.size() <= 1250 && search.size() > 1250 - PathSearch.STEP - 1);
    }

    @Test
    public void anotherPathIsNotKnown() {
        search();
        search.pathChanged();
        assertEquals(BASE, search.size());
        assertEquals(Alarms.NEVER, search.deadline());
        path = 1400;
        search();
        assertTrue(search.size() > BASE);
    }

    @Test
    public void lateAndForgedAnswersMeanNothing() {
        search.fullDatagramSent(now);
        search.due(now, ERTO);
        int first = search.number();
        assertFalse(search.answered(first + 1, now));
        now = search.deadline();
        search.due(now, ERTO);
        assertFalse("of the former probe", search.answered(first, now));
        assertTrue(search.answered(first + 1, now));
        assertFalse("once", search.answered(first + 1, now));
    }

    private void search() {
        assertTrue(search.fullDatagramSent(now));
        run();
    }

    /** Answers probes that pass after 50 ms, until nothing is due. */
    private void run() {
        while (search.deadline() != Alarms.NEVER) {
            now = Math.max(now, search.deadline());
            int probe = search.due(now, ERTO);
            if (probe > 0) {
                probes.add(probe);
                if (probe <= path) {
                    now += 50;
                    assertTrue(search.answered(search.number(), now));
                }
            }
        }
    }
}
