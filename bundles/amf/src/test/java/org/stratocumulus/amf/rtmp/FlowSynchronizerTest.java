package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.FlowSynchronizer.Limits;
import org.stratocumulus.amf.rtmp.UserControl.FlowSync;

public class FlowSynchronizerTest {

    private static final int F1 = 1;
    private static final int F2 = 2;
    private static final int F3 = 3;

    private final List<String> out = new ArrayList<>();
    private FlowSynchronizer<String> synchronizer = new FlowSynchronizer<>(Limits.DEFAULT, out::add);

    @Test
    public void exampleOfTheRfcIsDeliveredInAnOrderThatItAllows() { // RFC 7425 figure 2
        message(F1, "M1");
        message(F2, "M3");
        sync(F2, 8, 2);
        message(F2, "M5");
        sync(F2, 13, 2);
        message(F2, "M6");
        message(F1, "M2");
        message(F1, "M4");
        assertEquals(List.of("M1", "M3", "M2", "M4"), out);
        sync(F1, 8, 2);
        assertEquals("barrier 8 lets M5 pass, barrier 13 holds M6", List.of("M1", "M3", "M2", "M4", "M5"), out);
        sync(F1, 13, 2);
        message(F1, "M7");
        assertEquals(List.of("M1", "M3", "M2", "M4", "M5", "M6", "M7"), out);
        assertEquals(0, synchronizer.heldMessages());
        assertEquals(0, synchronizer.waitingBarriers());
    }

    @Test
    public void flowThatIsNotSynchronizedGoesOn() {
        sync(F1, 1, 2);
        message(F1, "held");
        message(F3, "free");
        assertEquals(List.of("free"), out);
        assertTrue(synchronizer.isSuspended(F1));
        assertFalse(synchronizer.isSuspended(F3));
    }

    @Test
    public void barrierOfOneOrOfNoneOpensAtOnce() {
        sync(F1, 1, 1);
        sync(F1, 2, 0);
        message(F1, "M");
        assertEquals(List.of("M"), out);
    }

    @Test
    public void sameSyncIdTwiceOnOneFlowIsNotTwoFlows() {
        sync(F1, 1, 2);
        sync(F1, 1, 2);
        message(F1, "M");
        assertEquals(List.of(), out);
        sync(F2, 1, 2);
        assertEquals("the second Sync of F1 begins barrier 1 anew", List.of(), out);
        sync(F2, 1, 2);
        assertEquals(List.of("M"), out);
    }

    @Test
    public void maxBarriersLiftsTheOldestBarrier() {
        synchronizer = new FlowSynchronizer<>(new Limits(2, 100, 100), out::add);
        sync(F1, 1, 9);
        message(F1, "M1");
        sync(F2, 2, 9);
        message(F2, "M2");
        assertEquals(List.of(), out);
        sync(F3, 3, 9);
        assertEquals(List.of("M1"), out);
        assertEquals(2, synchronizer.waitingBarriers());
        assertEquals(1, synchronizer.liftedBarriers());
    }

    @Test
    public void maxHeldMessagesLiftsTheOldestBarrierAndLosesNothing() {
        synchronizer = new FlowSynchronizer<>(new Limits(16, 3, 100), out::add);
        sync(F1, 1, 2);
        message(F1, "M1");
        message(F1, "M2");
        assertEquals("one Sync and two messages are held", 3, synchronizer.heldMessages());
        message(F1, "M3");
        assertEquals(List.of("M1", "M2", "M3"), out);
        assertFalse(synchronizer.isSuspended(F1));
    }

    @Test
    public void maxHeldMessagesBoundsSuspendedFlowsThatHoldNothing() {
        synchronizer = new FlowSynchronizer<>(new Limits(16, 3, 100), out::add);
        for (int flow = 0; flow < 1000; flow++) {
            sync(flow, 1, 0xFFFFFFFFL);
            assertTrue(synchronizer.heldMessages() <= 3);
        }
        assertTrue(synchronizer.liftedBarriers() > 0);
    }

    @Test
    public void maxHeldBytesLiftsTheOldestBarrierAndLosesNothing() {
        synchronizer = new FlowSynchronizer<>(new Limits(16, 100, 10), out::add);
        sync(F1, 1, 2);
        synchronizer.message(F1, "ten bytes", 10);
        assertEquals(List.of(), out);
        synchronizer.message(F1, "one more", 1);
        assertEquals(List.of("ten bytes", "one more"), out);
        sync(F1, 2, 2);
        synchronizer.message(F1, "too large by itself", 11);
        assertEquals("too large by itself", out.get(2));
    }

    @Test
    public void liftAllDeliversEverythingInOrder() {
        sync(F1, 1, 2);
        message(F1, "M1");
        sync(F1, 2, 2);
        message(F1, "M2");
        synchronizer.liftAll();
        assertEquals(List.of("M1", "M2"), out);
        assertEquals(0, synchronizer.heldMessages());
        assertEquals(0, synchronizer.waitingBarriers());
    }

    @Test
    public void limitBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, 0));
    }

    /** Hostile syncs of any id and count: every message comes out once, in its flow's order, and the limits hold at all times. */
    @Test
    public void randomSyncsNeverLoseDuplicateOrReorderWithinAFlow() {
        long seed = new Random().nextLong();
        System.out.println("FlowSynchronizerTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<long[]> delivered = new ArrayList<>();
            Limits limits = new Limits(1 + random.nextInt(4), 1 + random.nextInt(20), 1 + random.nextInt(200));
            FlowSynchronizer<long[]> damaged = new FlowSynchronizer<>(limits, delivered::add);
            List<Deque<Long>> sent = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
            for (long i = 0; i < 300; i++) {
                int flow = random.nextInt(3);
                if (random.nextInt(4) == 0) {
                    damaged.sync(flow, new FlowSync(random.nextInt(3), random.nextInt(5)));
                } else {
                    sent.get(flow).add(i);
                    damaged.message(flow, new long[] {flow, i}, random.nextInt(30));
                }
                assertTrue("seed " + seed, damaged.waitingBarriers() <= limits.maxBarriers());
                assertTrue("seed " + seed, damaged.heldMessages() <= limits.maxHeldMessages());
            }
            damaged.liftAll();
            for (long[] message : delivered) {
                assertEquals("seed " + seed, sent.get((int) message[0]).poll(), Long.valueOf(message[1]));
            }
            assertTrue("seed " + seed, sent.stream().allMatch(Deque::isEmpty));
            assertEquals("seed " + seed, 0, damaged.heldMessages());
        }
    }

    private void message(long flow, String name) {
        synchronizer.message(flow, name, 1);
    }

    private void sync(long flow, long syncId, long count) {
        synchronizer.sync(flow, new FlowSync(syncId, count));
    }
}
