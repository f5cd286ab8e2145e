package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.WriteReceipt;

public class FlowsOverDamagedLineTest {
    private static final long HOUR = 3_600_000;
    /**
     * With 30 % loss each way half of all round trips fail: the default limit of 30 s, some six retransmissions at a large
     * ERTO, ends about one such session in a few hundred, and this is a test of delivery.
     */
    private static final FlowLimits PATIENT = patient(FlowLimits.defaults());

    @Test
    public void everyReliableMessageArrivesOnceAndInOrderWhateverTheLineDoes() {
        long seed = seed();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            DamagedLine line = new DamagedLine(random.nextLong(), PATIENT);
            line.loss = random.nextInt(4) * 0.1;
            line.doubled = random.nextInt(3) * 0.1;
            line.delay = 1 + random.nextInt(500);
            line.jitter = random.nextBoolean() ? 0 : 1 + random.nextInt(200);
            String at = "seed " + seed + " round " + round;
            exchange(line, random, at);
        }
    }

    private static void exchange(DamagedLine line, Random random, String at) {
        List<SendFlow> flows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flows.add(line.a.open(Priority.values()[random.nextInt(6)]));
            flows.add(line.b.open(Priority.values()[random.nextInt(6)]));
        }
        Map<String, List<byte[]>> written = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            SendFlow flow = flows.get(random.nextInt(flows.size()));
            byte[] data = new byte[random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(300)];
            random.nextBytes(data);
            flow.write(data, Delivery.RELIABLE);
            written.computeIfAbsent((flows.indexOf(flow) % 2) + "/" + flow.id(), k -> new ArrayList<>()).add(data);
            line.run(random.nextInt(5));
        }
        flows.forEach(SendFlow::close);
        assertTrue(at, line.runUntilDelivered(HOUR));
        line.run(60_000);
        for (FlowEnd end : List.of(line.a, line.b)) {
            Map<Long, List<byte[]>> got = new HashMap<>();
            end.heard.forEach(heard -> got.computeIfAbsent(heard.flow().id(), k -> new ArrayList<>()).add(heard.data()));
            got.forEach((id, messages) -> assertSame(at, written.remove((end == line.b ? 0 : 1) + "/" + id), messages));
            end.heard.forEach(heard -> assertEquals(at, 0, heard.lostBefore()));
            assertEquals(at, 3, end.closed.size());
            assertEquals(at, 0, end.flows.sendFlowCount());
            assertEquals(at, 0, end.flows.recvFlowCount());
            assertEquals(at, 0, end.flows.outstandingBytes());
            assertEquals(at, 0, end.flows.bufferedBytes());
            assertEquals(at, 0, end.refusedChunks);
            assertFalse(at, end.dead);
        }
        assertTrue(at, written.isEmpty());
    }

    private static void assertSame(String at, List<byte[]> expected, List<byte[]> got) {
        assertEquals(at, expected.size(), got.size());
        for (int i = 0; i < got.size(); i++) {
            assertArrayEquals(at, expected.get(i), got.get(i));
        }
    }

    @Test
    public void aMessageOfTwoMegabytesIsIntactAfterLoss() {
        long seed = seed();
        byte[] data = new byte[2 << 20];
        new Random(seed).nextBytes(data);
        for (RecvFlow.Order order : RecvFlow.Order.values()) {
            DamagedLine line = new DamagedLine(seed);
            line.b.order = order;
            line.loss = 0.1;
            line.jitter = 20;
            line.a.open(Priority.BULK).write(data, Delivery.RELIABLE);
            assertTrue(line.runUntilDelivered(HOUR));
            assertEquals(1, line.b.heard.size());
            assertArrayEquals(data, line.b.heard.get(0).data());
            System.out.println("2 MB, 10 % loss, " + order + ": " + line.now() + " ms, " + line.packets + " packets");
        }
    }

    @Test
    public void withoutLossAWindowfulIsSentEachRoundTrip() {
        DamagedLine line = new DamagedLine(1);
        byte[] data = new byte[2 << 20];
        line.a.open(Priority.BULK).write(data, Delivery.RELIABLE);
        assertTrue(line.runUntilDelivered(HOUR));
        assertEquals(0, line.a.flows.fragmentsLost());
        System.out.println("2 MB without loss at 40 ms: " + line.now() + " ms");
        assertTrue("slow start has opened the window", line.a.flows.congestionWindow() > 65_536);
        assertTrue("in virtual time: " + line.now(), line.now() < 10_000);
    }

    @Test
    public void lateMessagesAreGivenUpAndTheGapIsTold() {
        long seed = seed();
        DamagedLine line = new DamagedLine(seed);
        line.loss = 0.2;
        SendFlow flow = line.a.open(Priority.VIDEO);
        List<WriteReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            line.cut = i >= 500 && i < 600;
            receipts.add(flow.write(ByteBuffer.allocate(400).putInt(i).array(), Delivery.within(150, 300)));
            line.run(20);
        }
        assertTrue(line.runUntilDelivered(HOUR));
        line.run(60_000);
        int expected = 0;
        for (FlowEnd.Heard heard : line.b.heard) {
            int number = ByteBuffer.wrap(heard.data()).getInt();
            assertTrue("in order", number >= expected);
            assertEquals("seed " + seed + " message " + number, number > expected, heard.lostBefore() > 0);
            expected = number + 1;
        }
        long delivered = receipts.stream().filter(WriteReceipt::isDelivered).count();
        long abandoned = receipts.stream().filter(WriteReceipt::isAbandoned).count();
        assertEquals(1000, delivered + abandoned);
        assertEquals(abandoned, line.a.flows.messagesAbandoned());
        assertTrue("some arrive: " + delivered, delivered > 50);
        assertTrue("those of the two seconds without a line are late: " + abandoned, abandoned > 50);
        assertTrue("what was delivered was heard", line.b.heard.size() >= delivered);
    }

    @Test
    public void unreliableMessagesAreSentOnceAndStopNobody() {
        long seed = seed();
        DamagedLine line = new DamagedLine(seed);
        line.loss = 0.2;
        SendFlow flow = line.a.open(Priority.AUDIO);
        for (int i = 0; i < 500; i++) {
            flow.write(ByteBuffer.allocate(100).putInt(i).array(), Delivery.UNRELIABLE);
            line.run(20);
        }
        assertTrue(line.runUntilDelivered(HOUR));
        line.run(60_000);
        assertTrue(line.a.flows.messagesAbandoned() > 20);
        assertTrue("seed " + seed + ": " + line.b.heard.size(), line.b.heard.size() > 300);
        assertEquals(0, line.a.flows.outstandingBytes());
    }

    @Test
    public void arrivalOrderHandsOverEachMessageOnceWithoutWaiting() {
        long seed = seed();
        DamagedLine line = new DamagedLine(seed);
        line.b.order = RecvFlow.Order.ARRIVAL;
        line.loss = 0.2;
        line.jitter = 60;
        SendFlow flow = line.a.open(Priority.DATA);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            flow.write(ByteBuffer.allocate(4 + random.nextInt(4000)).putInt(i).array(), Delivery.RELIABLE);
            line.run(5);
        }
        assertTrue(line.runUntilDelivered(HOUR));
        boolean[] seen = new boolean[500];
        boolean disordered = false;
        int last = -1;
        for (FlowEnd.Heard heard : line.b.heard) {
            int number = ByteBuffer.wrap(heard.data()).getInt();
            assertFalse("seed " + seed + " twice: " + number, seen[number]);
            assertEquals(0, heard.lostBefore());
            seen[number] = true;
            disordered |= number < last;
            last = number;
        }
        assertEquals("seed " + seed, 500, line.b.heard.size());
        assertTrue(disordered);
    }

    @Test
    public void aRejectedFlowIsClosedWithItsCode() {
        long seed = seed();
        DamagedLine line = new DamagedLine(seed);
        line.loss = 0.3;
        line.b.rejectWith = 77;
        List<String> told = new ArrayList<>();
        SendFlow flow = line.a.open(Priority.DATA, new SendFlowListener() {
            @Override
            public void exception(SendFlow from, long code) {
                told.add("exception " + code);
            }

            @Override
            public void closed(SendFlow from) {
                told.add("closed");
            }
        });
        WriteReceipt receipt = flow.write(new byte[50_000], Delivery.RELIABLE);
        line.run(60_000);
        assertEquals(List.of("exception 77", "closed"), told);
        assertTrue(receipt.isAbandoned());
        assertFalse(flow.isOpen());
        assertTrue(line.b.heard.isEmpty());
        assertEquals("complete at both ends, seed " + seed, 0, line.a.flows.sendFlowCount() + line.b.flows.recvFlowCount());
    }

    @Test
    public void silenceLongerThanTheRetransmissionLimitEndsTheSession() {
        DamagedLine line = new DamagedLine(1);
        SendFlow flow = line.a.open(Priority.DATA);
        flow.write(new byte[10], Delivery.RELIABLE);
        line.run(1000);
        line.run(600_000);
        assertFalse("idle is no silence", line.a.dead);
        line.cut = true;
        flow.write(new byte[10], Delivery.RELIABLE);
        line.run(FlowLimits.defaults().retransmissionLimitMillis() - 1_000);
        assertFalse(line.a.dead);
        line.run(15_000);
        assertTrue("FlowLimits.retransmissionLimitMillis", line.a.dead);
    }

    private static FlowLimits patient(FlowLimits l) {
        return new FlowLimits(l.receiveBuffer(), l.maxMessage(), l.sessionReceiveBytes(), l.maxRecvFlows(), l.maxLingering(),
                l.maxRanges(), l.maxSpan(), l.maxSendFlows(), l.sendBytes(), HOUR);
    }

    private static long seed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FlowsOverDamagedLineTest seed " + seed);
        return seed;
    }
}
