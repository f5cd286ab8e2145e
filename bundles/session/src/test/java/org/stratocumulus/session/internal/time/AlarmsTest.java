package org.stratocumulus.session.internal.time;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

public class AlarmsTest {
    private final Alarms alarms = new Alarms();
    private final List<String> rung = new ArrayList<>();

    @Test
    public void ringsInOrderOfTimeAndThenOfSetting() {
        alarm("b").set(20);
        alarm("a").set(10);
        alarm("c").set(20);
        alarm("later").set(21);
        assertEquals(10, alarms.next());
        alarms.ring(20);
        assertEquals(List.of("a", "b", "c"), rung);
        assertEquals(21, alarms.next());
    }

    @Test
    public void anAlarmSetByAnAlarmForTheSameMomentRingsInTheSameTurn() {
        Alarms.Alarm second = alarm("second");
        alarms.alarm(() -> second.set(5)).set(5);
        alarms.ring(5);
        assertEquals(List.of("second"), rung);
    }

    @Test
    public void aCancelledAlarmStaysSilentAndCanBeSetAgain() {
        Alarms.Alarm a = alarm("a");
        a.set(1);
        a.cancel();
        a.cancel();
        alarms.ring(1);
        assertEquals(Alarms.NEVER, alarms.next());
        assertFalse(a.isSet());
        a.set(2);
        alarms.ring(2);
        assertEquals(List.of("a"), rung);
    }

    @Test
    public void setNoLaterThanOnlyMovesForward() {
        Alarms.Alarm a = alarm("a");
        a.setNoLaterThan(10);
        a.setNoLaterThan(20);
        assertEquals(10, a.at());
        a.setNoLaterThan(5);
        assertEquals(5, a.at());
    }

    @Test
    public void agreesWithASortedMapUnderRandomSettingMovingAndCancelling() {
        long seed = System.nanoTime();
        System.out.println("AlarmsTest seed " + seed);
        Random random = new Random(seed);
        TreeMap<Long, Integer> expected = new TreeMap<>();
        List<Alarms.Alarm> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(alarm("" + i));
        }
        for (int step = 0; step < 20_000; step++) {
            int i = random.nextInt(all.size());
            expected.remove(all.get(i).at());
            if (random.nextInt(4) == 0) {
                all.get(i).cancel();
            } else {
                long at = (long) random.nextInt(1000) * 1000 + i;
                all.get(i).set(at);
                expected.put(at, i);
            }
            assertEquals(expected.isEmpty() ? Alarms.NEVER : (long) expected.firstKey(), alarms.next());
        }
        alarms.ring(Long.MAX_VALUE - 1);
        assertEquals(expected.values().stream().map(String::valueOf).toList(), rung);
    }

    private Alarms.Alarm alarm(String name) {
        return alarms.alarm(() -> rung.add(name));
    }
}
