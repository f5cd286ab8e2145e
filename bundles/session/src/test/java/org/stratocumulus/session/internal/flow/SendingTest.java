package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.chunk.BitmapAck;
import org.stratocumulus.protocol.chunk.BufferProbe;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.FlowException;
import org.stratocumulus.protocol.chunk.FlowOption;
import org.stratocumulus.protocol.chunk.NextUserData;
import org.stratocumulus.protocol.chunk.RangeAck;
import org.stratocumulus.protocol.chunk.UserData;
import org.stratocumulus.protocol.chunk.UserData.Fragmentation;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.WriteReceipt;
import org.stratocumulus.session.internal.time.Alarms;

/** RFC 7016 section 3.6.2, one rule at a time: what a sender puts on the wire. */
public class SendingTest {
    private final FlowEnd end = new FlowEnd();
    private final SendFlow flow = end.open(Priority.DATA);

    private static RangeAck ack(long flow, int blocks, long cumulative, int... runs) {
        byte[] payload = new byte[3 + runs.length];
        payload[0] = (byte) flow;
        payload[1] = (byte) blocks;
        payload[2] = (byte) cumulative;
        for (int i = 0; i < runs.length; i++) {
            payload[3 + i] = (byte) (runs[i] - 1);
        }
        return RangeAck.decode(new WireReader(payload));
    }

    /** Opens the window far enough that nothing but the rule in question holds anything back. */
    private void begin() {
        flow.write(new byte[1], Delivery.RELIABLE);
        end.chunks();
        end.receive(ack(1, 127, 1));
    }

    private WriteReceipt write(int bytes) {
        return flow.write(new byte[bytes], Delivery.RELIABLE);
    }

    private static UserData data(Chunk chunk) {
        return (UserData) chunk;
    }

    @Test
    public void startupOptionsGoWithTheFirstChunkOfEachPacketUntilTheFlowIsAcknowledged() {
        write(10);
        write(20);
        write(1200);
        List<byte[]> packets = end.packets();
        for (byte[] packet : packets) {
            List<Chunk> chunks = FlowEnd.chunks(packet);
            assertEquals(FlowOption.METADATA, data(chunks.get(0)).options().options().get(0).type());
            for (Chunk next : chunks.subList(1, chunks.size())) {
                assertTrue(((NextUserData) next).options().options().isEmpty());
            }
        }
        assertEquals(2, packets.size());
        end.receive(ack(1, 127, 1));
        write(1);
        assertTrue(data(end.chunks().get(0)).options().options().isEmpty());
    }

    @Test
    public void metadataIsTheFirstOptionAndTheAssociationFollows() {
        FlowEnd other = new FlowEnd();
        other.open(Priority.DATA).write(new byte[1], Delivery.RELIABLE);
        end.receive(other.packet());
        end.chunks();
        end.flows.open(new byte[] {7}, end.opened.get(0), Priority.DATA, SendFlowListener.NONE).write(new byte[0], Delivery.RELIABLE);
        //                 type len     flags flow seq fsnOff  metadata  association end
        assertArrayEquals(new byte[] {0x10, 0, 11, (byte) 0x80, 2, 1, 1, 2, 0, 7, 2, 0x0a, 1, 0}, end.packet());
    }

    @Test
    public void contiguousFragmentsShareAPacketAsNextUserData() {
        begin();
        write(3);
        write(4);
        List<Chunk> chunks = end.chunks();
        assertEquals(2, chunks.size());
        assertEquals(2, data(chunks.get(0)).sequenceNumber());
        assertEquals(4, ((NextUserData) chunks.get(1)).data().length);
    }

    @Test
    public void aLongMessageIsCutIntoBeginMiddleAndEnd() {
        begin();
        write(3000);
        List<Fragmentation> kinds = end.chunks().stream().map(chunk -> data(chunk).fragmentation()).collect(Collectors.toList());
        assertEquals(List.of(Fragmentation.BEGIN, Fragmentation.MIDDLE, Fragmentation.END), kinds);
    }

    @Test
    public void anAbandonedMessageThatWasNeverSentTakesOneAbandonedNumber() {
        begin();
        write(100).abandon();
        write(100).abandon();
        write(5);
        List<Chunk> chunks = end.chunks();
        UserData abandoned = data(chunks.get(0));
        assertTrue(abandoned.abandon());
        assertEquals(2, abandoned.sequenceNumber());
        assertEquals("an FSN Update, section 3.6.2.7.1", 0, abandoned.fsnOffset());
        assertEquals(0, abandoned.data().length);
        assertEquals(5, ((NextUserData) chunks.get(1)).data().length);
        assertEquals(2, chunks.size());
    }

    @Test
    public void aLostFragmentOfAnAbandonedMessageIsSentAgainAsAbandonedUntilItIsAcknowledged() {
        begin();
        WriteReceipt receipt = write(100);
        end.chunks();
        receipt.abandon();
        assertEquals("still in flight, so not eligible", List.of(), end.chunks());
        for (int i = 0; i < 2; i++) {
            end.waitUntil(end.now + 3000 * (i + 1));
            UserData again = data(end.chunks().get(0));
            assertTrue(again.abandon());
            assertEquals(2, again.sequenceNumber());
            assertEquals(2, again.forwardSequenceNumber());
        }
        end.receive(ack(1, 127, 2));
        end.waitUntil(end.now + 20_000);
        assertEquals(List.of(), end.chunks());
    }

    @Test
    public void theForwardSequenceNumberStaysBelowWhatIsOutstanding() {
        begin();
        WriteReceipt receipt = write(100);
        end.chunks();
        receipt.abandon();
        write(1);
        assertEquals(1, data(end.chunks().get(0)).forwardSequenceNumber());
    }

    @Test
    public void threeNegativeAcknowledgementsMeanLoss() {
        begin();
        for (int i = 0; i < 5; i++) {
            write(900);
            end.chunks();
        }
        end.receive(ack(1, 127, 1, 1, 1));
        end.receive(ack(1, 127, 1, 1, 2));
        assertEquals(0, end.flows.fragmentsLost());
        assertEquals(List.of(), end.chunks());
        end.receive(ack(1, 127, 1, 1, 3));
        assertEquals(1, end.flows.fragmentsLost());
        assertEquals(2, data(end.chunks().get(0)).sequenceNumber());
    }

    @Test
    public void aBitmapAcknowledgementIsUnderstoodToo() {
        begin();
        for (int i = 0; i < 3; i++) {
            write(900);
            end.chunks();
        }
        // numbers 0 to 1 and, by the lowest bit, 3
        end.receive(new BitmapAck(1, 127, 1, new byte[] {1}));
        assertEquals(1800, end.flows.bufferedBytes());
    }

    @Test
    public void atMostSixPacketsWithUserDataGoBetweenAcknowledgements() {
        DamagedLine line = new DamagedLine(1);
        SendFlow bulk = line.a.open(Priority.BULK);
        bulk.write(new byte[200_000], Delivery.RELIABLE);
        assertTrue(line.runUntilDelivered(10_000));
        assertTrue("the window alone would allow more", line.a.flows.congestionWindow() > 20_000);
        line.a.dataPackets = 0;
        line.cut = true;
        bulk.write(new byte[60_000], Delivery.RELIABLE);
        line.run(100);
        assertEquals("Sending.BURST", 6, line.a.dataPackets);
    }

    @Test
    public void acknowledgementsThatArriveTogetherAllowTheBurstsOfEachAndNoneIsSavedUp() {
        DamagedLine line = new DamagedLine(1);
        SendFlow bulk = line.a.open(Priority.BULK);
        bulk.write(new byte[400_000], Delivery.RELIABLE);
        assertTrue(line.runUntilDelivered(10_000));
        assertTrue("the window alone would allow more", line.a.flows.congestionWindow() > 30_000);
        line.cut = true;
        line.a.receive(ack(bulk.id(), 127, 1));
        line.a.receive(ack(bulk.id(), 127, 1));
        line.run(1);
        line.a.dataPackets = 0;
        bulk.write(new byte[60_000], Delivery.RELIABLE);
        line.run(1);
        assertEquals("Sending.BURST, nothing saved up while there was nothing to send", 6, line.a.dataPackets);
        line.a.receive(ack(bulk.id(), 127, 1));
        line.a.receive(ack(bulk.id(), 127, 1));
        line.run(1);
        assertEquals("two bursts more", 18, line.a.dataPackets);
    }

    @Test
    public void aTimeoutSendsAgainAndBacksOff() {
        write(10);
        end.chunks();
        end.waitUntil(2_999);
        assertEquals(List.of(), end.chunks());
        end.waitUntil(3_000);
        assertEquals(1, data(end.chunks().get(0)).sequenceNumber());
        assertEquals(4242, end.roundTrip.erto());
        assertEquals(1460, end.flows.congestionWindow());
    }

    @Test
    public void theFarEndsWindowHoldsDataBack() {
        begin();
        end.receive(ack(1, 1, 1));
        write(1100);
        write(1100);
        assertEquals("one packet reaches the window of 1024 bytes", 1, end.chunks().size());
    }

    @Test
    public void aClosedWindowIsProbedEverMoreSeldomAndOnlyWhileThereIsSomethingToSend() {
        begin();
        end.receive(ack(1, 0, 1));
        end.waitUntil(20_000);
        assertEquals(List.of(), end.chunks());
        write(10);
        assertEquals(List.of(), end.chunks());
        List<Long> times = new ArrayList<>();
        for (long t = end.now; t < 300_000; t += 100) {
            end.waitUntil(t);
            for (Chunk chunk : end.chunks()) {
                assertEquals(new BufferProbe(1), chunk);
                times.add(t);
            }
        }
        assertTrue("seven probes or so in 280 s: " + times, times.size() >= 4 && times.size() <= 8);
        for (int i = 2; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 1) <= 60_100);
        }
        end.receive(ack(1, 5, 1));
        assertEquals(2, data(end.chunks().get(0)).sequenceNumber());
    }

    @Test
    public void withAnOpenWindowThereIsNeverAProbe() {
        begin();
        write(100_000);
        for (int i = 0; i < 300; i++) {
            end.waitUntil(end.now + 100);
            assertTrue(end.chunks().stream().noneMatch(BufferProbe.class::isInstance));
        }
    }

    @Test
    public void closingMarksTheLastUnsentFragmentFinal() {
        begin();
        write(1200);
        flow.close();
        List<Chunk> chunks = end.chunks();
        assertFalse(data(chunks.get(0)).isFinal());
        assertTrue(data(chunks.get(1)).isFinal());
        assertFalse(data(chunks.get(1)).abandon());
    }

    @Test
    public void closingWithNothingQueuedSendsAnAbandonedFinalNumber() {
        begin();
        flow.close();
        UserData last = data(end.chunks().get(0));
        assertTrue(last.isFinal() && last.abandon());
        assertEquals(2, last.sequenceNumber());
        assertEquals(1, end.flows.sendFlowCount());
        end.receive(ack(1, 127, 2));
        assertEquals(0, end.flows.sendFlowCount());
        assertTrue("the identifier is not used again", end.open(Priority.DATA).id() != flow.id());
    }

    @Test
    public void anExceptionAbandonsAllAndClosesEvenWithAClosedWindow() {
        begin();
        end.receive(ack(1, 0, 1));
        WriteReceipt receipt = write(10);
        end.receive(new FlowException(1, 5), ack(1, 0, 1));
        assertTrue(receipt.isAbandoned());
        UserData last = data(end.chunks().get(0));
        assertTrue(last.isFinal() && last.abandon());
    }

    @Test
    public void higherPrioritiesGoFirstAndEqualOnesInTurn() {
        SendFlow audio = end.open(Priority.AUDIO);
        SendFlow other = end.open(Priority.DATA);
        write(1100);
        write(1100);
        other.write(new byte[1100], Delivery.RELIABLE);
        audio.write(new byte[1100], Delivery.RELIABLE);
        List<Long> order = end.chunks().stream().map(chunk -> data(chunk).flowId()).collect(Collectors.toList());
        assertEquals(audio.id(), (long) order.get(0));
        assertEquals("one of each of the others", 2, order.subList(1, 3).stream().distinct().count());
    }

    @Test
    public void onlyPacketsWithTimeCriticalDataAreMarked() {
        write(10);
        end.packets();
        assertEquals(0, end.timeCriticalPackets);
        end.open(Priority.VIDEO).write(new byte[10], Delivery.RELIABLE);
        end.packets();
        assertEquals(1, end.timeCriticalPackets);
    }

    @Test
    public void startAndFinishDeadlinesGiveUpBySilentAlarm() {
        WriteReceipt finish = flow.write(new byte[10], Delivery.within(1000, 1000));
        end.packets();
        end.waitUntil(1000);
        assertFalse(finish.isAbandoned());
        end.receive(ack(1, 0, 0)); // closes the window
        WriteReceipt start = flow.write(new byte[10], Delivery.within(500, Delivery.FOREVER));
        end.waitUntil(1100);
        assertTrue(finish.isAbandoned() && finish.isStarted());
        assertFalse(start.isAbandoned());
        end.waitUntil(1600);
        assertTrue(start.isAbandoned());
        assertFalse(start.isStarted());
        assertEquals(2, end.flows.messagesAbandoned());
        assertTrue(end.flows.allDelivered());
    }

    @Test
    public void writableIsToldOnceBelowTheLowWaterMark() {
        int[] told = {0};
        SendFlow big = end.open(Priority.BULK, new SendFlowListener() {
            @Override
            public void writable(SendFlow from) {
                told[0]++;
                from.write(new byte[10], Delivery.RELIABLE); // may write
            }
        });
        WriteReceipt first = big.write(new byte[SendingFlow.LOW_WATER], Delivery.RELIABLE);
        big.write(new byte[1000], Delivery.RELIABLE);
        end.packets();
        assertEquals(0, told[0]);
        first.abandon();
        end.packets();
        end.packets();
        assertEquals(1, told[0]);
    }

    @Test
    public void theQueueingDelayIsTheAgeOfTheOldestMessage() {
        assertEquals(0, flow.queueingDelay());
        write(1).abandon();
        end.waitUntil(100);
        write(1);
        end.waitUntil(250);
        assertEquals(150, flow.queueingDelay());
    }

    @Test
    public void maxSendFlowsRefusesAnother() {
        for (int i = 1; i < FlowLimits.defaults().maxSendFlows(); i++) {
            end.open(Priority.DATA);
        }
        assertThrows(IllegalStateException.class, () -> end.open(Priority.DATA));
    }

    @Test
    public void sendBytesAbandonsWhatIsTooMuchAtOnce() {
        FlowEnd small = new FlowEnd(new Alarms(), new FlowLimits(1024, 1024, 1024, 1, 1, 1, 1, 1, 1000, 1000));
        SendFlow tight = small.open(Priority.DATA);
        assertFalse(tight.write(new byte[500], Delivery.RELIABLE).isAbandoned());
        WriteReceipt second = tight.write(new byte[400], Delivery.RELIABLE);
        assertTrue("500 + 400 and 64 for each", second.isAbandoned());
        assertFalse(tight.write(new byte[300], Delivery.RELIABLE).isAbandoned());
        assertEquals(800, tight.bufferedBytes());
    }

    @Test
    public void maxSpanStopsTheSenderBehindAHole() {
        FlowEnd small = new FlowEnd(new Alarms(), new FlowLimits(1024, 1024, 1024, 1, 1, 1, 4, 1, 100_000, 1000));
        SendFlow tight = small.open(Priority.DATA);
        for (int i = 0; i < 10; i++) {
            tight.write(new byte[1], Delivery.RELIABLE);
        }
        assertEquals(4, small.chunks().size());
    }

    @Test
    public void acknowledgementsOfWhatWasNeverSentAreIgnored() {
        write(10);
        end.receive(ack(1, 127, 100));
        end.receive(ack(9, 127, 100));
        assertFalse(data(end.chunks().get(0)).options().options().isEmpty());
        end.receive(ack(1, 127, 0, 50, 50));
        assertEquals(10, end.flows.bufferedBytes());
    }

    @Test
    public void metadataOfMoreThan512BytesIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> end.flows.open(new byte[513], null, Priority.DATA, SendFlowListener.NONE));
    }

    @Test
    public void afterTheEndNothingIsSentAndWritesAreAbandoned() {
        int[] closed = {0};
        SendFlow other = end.open(Priority.DATA, new SendFlowListener() {
            @Override
            public void closed(SendFlow from) {
                closed[0]++;
                end.flows.end(null);
                assertTrue(from.write(new byte[1], Delivery.RELIABLE).isAbandoned());
            }
        });
        WriteReceipt receipt = other.write(new byte[1], Delivery.RELIABLE);
        end.flows.end(null);
        assertEquals(1, closed[0]);
        assertTrue(receipt.isAbandoned());
        assertEquals(List.of(), end.packets());
        assertEquals(Alarms.NEVER, end.alarms.next());
        assertThrows(IllegalStateException.class, () -> end.open(Priority.DATA));
    }
}
