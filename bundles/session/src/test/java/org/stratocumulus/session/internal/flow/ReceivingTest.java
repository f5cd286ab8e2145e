package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.BufferProbe;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.FlowException;
import org.stratocumulus.protocol.chunk.FlowOption;
import org.stratocumulus.protocol.chunk.RangeAck;
import org.stratocumulus.protocol.chunk.UserData;
import org.stratocumulus.protocol.chunk.UserData.Fragmentation;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.internal.time.Alarms;

/** RFC 7016 section 3.6.3, one rule at a time: what a receiver makes of what comes. */
public class ReceivingTest {
    private static final Option METADATA = FlowOption.metadata(new byte[] {0, 'T', 'C'});

    private FlowEnd end = new FlowEnd();

    private static UserData data(long flow, long number, long fsnOffset, Fragmentation kind, byte... bytes) {
        return new UserData(kind, false, false, flow, number, fsnOffset, OptionList.of(METADATA), bytes);
    }

    private static UserData whole(long number, byte... bytes) {
        return data(5, number, number, Fragmentation.WHOLE, bytes);
    }

    private static UserData abandoned(long number, long fsnOffset) {
        return new UserData(Fragmentation.WHOLE, true, false, 5, number, fsnOffset, OptionList.EMPTY, new byte[0]);
    }

    private static UserData last(long number) {
        return new UserData(Fragmentation.WHOLE, false, true, 5, number, number, OptionList.of(METADATA), new byte[] {9});
    }

    private static UserData begin(OptionList options) {
        return new UserData(Fragmentation.WHOLE, false, false, 5, 1, 1, options, new byte[] {1});
    }

    private FlowEnd end(int receiveBuffer, int maxMessage, int session, int flows, int lingering, int ranges, int span) {
        return new FlowEnd(new Alarms(),
                new FlowLimits(receiveBuffer, maxMessage, session, flows, lingering, ranges, span, 10, 1 << 20, 1000));
    }

    private List<Integer> heard() {
        return end.heard.stream().map(heard -> (int) heard.data()[0]).collect(Collectors.toList());
    }

    private List<Integer> lost() {
        return end.heard.stream().map(FlowEnd.Heard::lostBefore).collect(Collectors.toList());
    }

    private RangeAck onlyAck() {
        List<Chunk> chunks = end.chunks();
        assertEquals(chunks.toString(), 1, chunks.size());
        return (RangeAck) chunks.get(0);
    }

    // ---- 3.6.3.1

    @Test
    public void aNewFlowIsAcknowledgedAtOnceByRanges() {
        end.receive(whole(1, (byte) 1), whole(3, (byte) 3));
        //                              type len    flow blocks    cum  holes-1 recv-1
        WireWriter expected = new WireWriter(new byte[32]).u8(0x51).u16(6).vlu(5).vlu(512).vlu(1).vlu(0).vlu(0);
        assertArrayEquals(expected.toByteArray(), end.packet());
        assertArrayEquals(new byte[] {0, 'T', 'C'}, end.opened.get(0).metadata());
    }

    @Test
    public void aFlowWithoutMetadataIsRejectedWithCode0() {
        assertRejectedUnheard(OptionList.EMPTY);
    }

    @Test
    public void anUnknownOptionBelow8192RejectsAndAboveIsIgnored() {
        end.receive(begin(OptionList.of(METADATA, new Option(8192, new byte[1]))));
        assertEquals(1, end.opened.size());
        end = new FlowEnd();
        assertRejectedUnheard(OptionList.of(METADATA, new Option(8191, new byte[1])));
    }

    @Test
    public void anUnknownOptionLaterRejectsTheOpenFlow() {
        end.receive(whole(1, (byte) 1));
        end.chunks();
        end.receive(new UserData(Fragmentation.WHOLE, false, false, 5, 2, 2, OptionList.of(new Option(77, new byte[0])), new byte[1]));
        assertEquals(1, end.heard.size());
        assertEquals(1, end.closed.size());
        assertEquals(new FlowException(5, 0), end.chunks().get(0));
    }

    @Test
    public void anAssociationMustNameAnOpenSendingFlow() {
        assertRejectedUnheard(OptionList.of(METADATA, FlowOption.returnFlowAssociation(1)));
        end = new FlowEnd();
        SendFlow closing = end.open(Priority.DATA);
        closing.close();
        end.chunks();
        assertRejectedUnheard(OptionList.of(METADATA, FlowOption.returnFlowAssociation(closing.id())));
        end = new FlowEnd();
        SendFlow open = end.open(Priority.DATA);
        end.receive(begin(OptionList.of(METADATA, FlowOption.returnFlowAssociation(open.id()))));
        assertEquals(open, end.opened.get(0).association());
    }

    private void assertRejectedUnheard(OptionList options) {
        end.receive(begin(options));
        assertEquals(0, end.opened.size());
        assertEquals(0, end.heard.size());
        List<Chunk> chunks = end.chunks();
        assertEquals(new FlowException(5, 0), chunks.get(0));
        assertEquals("rejected or not, what came is acknowledged", 1, ((RangeAck) chunks.get(1)).cumulativeAck());
    }

    @Test
    public void anExceptionPrecedesEveryAcknowledgementOfARejectedFlow() {
        end.rejectWith = 300;
        for (int i = 1; i < 4; i++) {
            end.receive(whole(i, (byte) 1));
            List<Chunk> chunks = end.chunks();
            assertEquals(new FlowException(5, 300), chunks.get(0));
            assertEquals(i, ((RangeAck) chunks.get(1)).cumulativeAck());
        }
    }

    // ---- 3.6.3.2 to 3.6.3.4

    @Test
    public void everySecondPacketIsAcknowledgedAtOnceAndAnOddOneAfter200Milliseconds() {
        end.receive(whole(1, (byte) 1));
        end.chunks();
        end.receive(whole(2, (byte) 2));
        assertEquals(List.of(), end.chunks());
        end.receive(whole(3, (byte) 3));
        assertEquals(3, onlyAck().cumulativeAck());
        end.receive(whole(4, (byte) 4));
        end.waitUntil(Acknowledging.DELAY - 1);
        assertEquals(List.of(), end.chunks());
        end.waitUntil(Acknowledging.DELAY);
        assertTrue(end.wanted);
        assertEquals(4, onlyAck().cumulativeAck());
    }

    @Test
    public void gapsDuplicatesAbandonedAndFinalNumbersAndProbesAreAcknowledgedAtOnce() {
        end.receive(whole(1, (byte) 1));
        end.chunks();
        end.receive(whole(3, (byte) 3));
        onlyAck();
        end.receive(whole(2, (byte) 2));
        onlyAck();
        end.receive(whole(2, (byte) 2));
        onlyAck();
        end.receive(abandoned(4, 1));
        onlyAck();
        end.receive(new BufferProbe(5));
        onlyAck();
        end.receive(new BufferProbe(6));
        assertEquals("of no flow", List.of(), end.chunks());
        end.receive(last(5));
        onlyAck();
        assertEquals(List.of(1, 2, 3, 9), heard());
    }

    @Test
    public void acknowledgementsRideOnUserData() {
        end.receive(whole(1, (byte) 1));
        end.chunks();
        end.receive(whole(2, (byte) 2));
        end.open(Priority.DATA).write(new byte[5], Delivery.RELIABLE);
        List<Chunk> chunks = FlowEnd.chunks(end.packet());
        assertTrue(chunks.get(0) instanceof UserData);
        assertEquals(2, ((RangeAck) chunks.get(1)).cumulativeAck());
        end.wanted = false;
        end.waitUntil(1000);
        assertFalse("the delayed one is off", end.wanted);
    }

    @Test
    public void theFirstAcknowledgementOfAPacketIsTruncatedToItsRoom() {
        for (int i = 1; i < 2000; i += 2) {
            end.receive(whole(i + 1, (byte) 1));
        }
        byte[] packet = end.packet();
        assertTrue(packet.length > FlowEnd.ROOM - 4 && packet.length <= FlowEnd.ROOM);
        assertTrue(FlowEnd.chunks(packet).get(0) instanceof RangeAck);
    }

    @Test
    public void queuedOrderWaitsForTheGap() {
        end.receive(whole(2, (byte) 2), whole(3, (byte) 3));
        assertEquals(List.of(), heard());
        end.receive(whole(1, (byte) 1));
        assertEquals(List.of(1, 2, 3), heard());
        assertEquals(List.of(0, 0, 0), lost());
    }

    @Test
    public void arrivalOrderDoesNot() {
        end.order = RecvFlow.Order.ARRIVAL;
        end.receive(whole(4, (byte) 4), data(5, 3, 3, Fragmentation.END, (byte) 2), data(5, 2, 2, Fragmentation.BEGIN, (byte) 1));
        assertEquals(2, end.heard.size());
        assertArrayEquals(new byte[] {1, 2}, end.heard.get(1).data());
        end.receive(whole(1, (byte) 7), whole(4, (byte) 4));
        assertEquals(List.of(4, 1, 7), heard());
    }

    @Test
    public void changingToArrivalHandsOverWhatIsWhole() {
        end.receive(whole(3, (byte) 3), data(5, 5, 5, Fragmentation.BEGIN, (byte) 4), data(5, 6, 6, Fragmentation.END, (byte) 5));
        end.opened.get(0).listener(RecvFlow.Order.ARRIVAL, (flow, data, lost) -> end.heard.add(new FlowEnd.Heard(flow, data, lost)));
        assertEquals(List.of(3, 4), heard());
    }

    @Test
    public void aForwardSequenceNumberSkipsTheGapAndTellsIt() {
        end.receive(whole(1, (byte) 1), whole(4, (byte) 4));
        end.receive(data(5, 5, 2, Fragmentation.WHOLE, (byte) 5));
        assertEquals(List.of(1, 4, 5), heard());
        assertEquals(List.of(0, 1, 0), lost());
    }

    @Test
    public void abandonedFragmentsCloseTheGapWithoutForwardSequenceNumber() {
        end.receive(whole(1, (byte) 1), whole(3, (byte) 3));
        end.receive(abandoned(2, 2));
        assertEquals(List.of(1, 3), heard());
        assertEquals(List.of(0, 1), lost());
    }

    @Test
    public void messagesWithoutBeginningOrEndAreNeverHandedOver() {
        end.receive(data(5, 1, 1, Fragmentation.MIDDLE, (byte) 1), data(5, 2, 2, Fragmentation.END, (byte) 2), whole(3, (byte) 3),
                data(5, 4, 4, Fragmentation.BEGIN, (byte) 4), abandoned(5, 5), data(5, 6, 6, Fragmentation.END, (byte) 6),
                data(5, 7, 7, Fragmentation.BEGIN, (byte) 7), whole(8, (byte) 8));
        assertEquals(List.of(3, 8), heard());
        assertTrue(lost().stream().allMatch(n -> n > 0));
    }

    @Test
    public void aCompleteFlowIsRememberedFor120SecondsAndAcknowledgedMeanwhile() {
        end.receive(last(1));
        assertEquals(1, end.closed.size());
        assertEquals(0, end.flows.recvFlowCount());
        end.chunks();
        end.waitUntil(Receiving.LINGER - 1);
        end.receive(last(1));
        onlyAck();
        assertEquals(1, end.opened.size());
        end.waitUntil(Receiving.LINGER);
        end.receive(last(1));
        assertEquals(2, end.opened.size());
    }

    @Test
    public void afterTheFinalNumberNothingCanCome() {
        end.receive(last(3));
        end.receive(whole(4, (byte) 4));
        assertEquals(1, end.refusedChunks);
        assertEquals(0, onlyAck().cumulativeAck());
    }

    // ---- 3.6.3.5 and the limits

    @Test
    public void theWindowNarrowsByWhatWaitsButNeverCloses() {
        end = end(4096, 1 << 20, 1 << 20, 10, 10, 10, 100);
        end.receive(whole(1, new byte[10]));
        assertEquals(4, onlyAck().bufferBlocksAvailable());
        end.receive(whole(3, new byte[1000]));
        assertEquals(3, onlyAck().bufferBlocksAvailable());
        end.receive(whole(4, new byte[1000]), whole(5, new byte[1000]));
        assertEquals(1, onlyAck().bufferBlocksAvailable());
        end.receive(whole(2, new byte[1]));
        assertEquals(4, onlyAck().bufferBlocksAvailable());
    }

    @Test
    public void receiveBufferDropsWithoutAcknowledgingWhatCannotWait() {
        end = end(1024, 1 << 20, 1 << 20, 10, 10, 10, 100);
        end.receive(whole(2, new byte[1024 - FlowLimits.OVERHEAD]), whole(3, new byte[900]));
        RangeAck ack = onlyAck();
        assertEquals("the buffer is full to the last byte", 1, ack.bufferBlocksAvailable());
        assertEquals("only number 2", new RangeAck(5, 1, 0, List.of(new RangeAck.Range(2, 2))), ack);
        assertEquals(1, end.refusedChunks);
        end.receive(whole(1, new byte[900]));
        assertEquals("what is in order is always taken", 2, end.heard.size());
    }

    @Test
    public void tinyFragmentsCountForTheirOverhead() {
        end = end(1024, 1 << 20, 1 << 20, 10, 10, 1000, 1000);
        for (int i = 2; i < 100; i++) {
            end.receive(whole(i, (byte) 1));
        }
        assertEquals(98 - 1024 / (FlowLimits.OVERHEAD + 1), end.refusedChunks);
    }

    @Test
    public void maxMessageRejectsTheFlow() {
        end = end(1024, 2000, 1 << 20, 10, 10, 10, 100);
        end.receive(data(5, 1, 1, Fragmentation.BEGIN, new byte[1000]), data(5, 2, 2, Fragmentation.MIDDLE, new byte[1000]));
        assertTrue(end.opened.get(0).isOpen());
        end.receive(data(5, 3, 3, Fragmentation.END, new byte[1]));
        assertFalse(end.opened.get(0).isOpen());
        assertEquals(new FlowException(5, 0), end.chunks().get(0));
    }

    @Test
    public void sessionReceiveBytesDropsWhatWaitsAndRejectsWhatWouldStall() {
        end = end(1 << 20, 1 << 20, 10_000, 10, 10, 10, 100);
        end.receive(data(1, 2, 2, Fragmentation.WHOLE, new byte[6000]));
        end.receive(data(2, 2, 2, Fragmentation.WHOLE, new byte[6000]));
        assertEquals(1, end.refusedChunks);
        end.receive(data(3, 1, 1, Fragmentation.BEGIN, new byte[6000]));
        assertFalse(end.opened.get(2).isOpen());
        end.opened.get(0).reject(1);
        end.receive(data(4, 2, 2, Fragmentation.WHOLE, new byte[6000]));
        assertEquals("given back", 1, end.refusedChunks);
    }

    @Test
    public void maxRecvFlowsIgnoresAnother() {
        end = end(1024, 1000, 1000, 2, 10, 10, 100);
        for (int i = 1; i <= 3; i++) {
            end.receive(data(i, 1, 1, Fragmentation.WHOLE, (byte) i));
        }
        assertEquals(2, end.opened.size());
        assertEquals(2, end.flows.recvFlowCount());
        assertEquals(1, end.refusedChunks);
    }

    @Test
    public void maxLingeringForgetsTheOldest() {
        end = end(1024, 1000, 1000, 2, 2, 10, 100);
        for (int i = 1; i <= 3; i++) {
            end.receive(new UserData(Fragmentation.WHOLE, false, true, i, 1, 1, OptionList.of(METADATA), new byte[1]));
        }
        assertEquals(3, end.opened.size());
        end.receive(new UserData(Fragmentation.WHOLE, false, true, 3, 1, 1, OptionList.of(METADATA), new byte[1]));
        assertEquals(3, end.opened.size());
        end.receive(new UserData(Fragmentation.WHOLE, false, true, 1, 1, 1, OptionList.of(METADATA), new byte[1]));
        assertEquals(4, end.opened.size());
    }

    @Test
    public void maxRangesDropsTheFragmentThatWouldBeginOneTooMany() {
        end = end(1 << 20, 1 << 20, 1 << 20, 10, 10, 2, 100);
        end.receive(whole(2, (byte) 2), whole(4, (byte) 4), whole(6, (byte) 6));
        assertEquals(1, end.refusedChunks);
        assertEquals(List.of(new RangeAck.Range(2, 2), new RangeAck.Range(4, 4)), onlyAck().ranges());
    }

    @Test
    public void maxSpanDropsWhatIsTooFarAhead() {
        end = end(1 << 20, 1 << 20, 1 << 20, 10, 10, 10, 100);
        end.receive(whole(101, (byte) 1), whole(100, (byte) 1));
        assertEquals(1, end.refusedChunks);
        end.receive(data(5, (1L << 62) + 5, 5, Fragmentation.WHOLE, (byte) 1));
        assertEquals("beyond all reason", 2, end.refusedChunks);
    }

    @Test
    public void aReceiveBufferHas1KibTo16Mib() {
        end.receive(whole(1, (byte) 1));
        RecvFlow flow = end.opened.get(0);
        assertThrows(IllegalArgumentException.class, () -> flow.receiveBuffer(1023));
        assertThrows(IllegalArgumentException.class, () -> flow.receiveBuffer((16 << 20) + 1));
        end.chunks();
        flow.receiveBuffer(16 << 20);
        assertEquals("a wider window is told", 16 << 10, onlyAck().bufferBlocksAvailable());
    }

    @Test
    public void aListenerMayRejectAndEndFromInside() {
        end.receive(whole(1, (byte) 1));
        end.opened.get(0).listener(RecvFlow.Order.QUEUED, (flow, data, lost) -> {
            end.heard.add(new FlowEnd.Heard(flow, data, lost));
            if (data[0] == 3) {
                flow.reject(4);
            }
        });
        end.receive(whole(3, (byte) 3), whole(4, (byte) 4), data(5, 5, 5, Fragmentation.BEGIN, (byte) 5));
        end.receive(whole(2, (byte) 2));
        assertEquals(List.of(1, 2, 3), heard());
        assertEquals(new FlowException(5, 4), end.chunks().get(0));
        end.receive(data(6, 1, 1, Fragmentation.WHOLE, (byte) 1));
        end.opened.get(1).listener(RecvFlow.Order.QUEUED, (flow, data, lost) -> end.flows.end(null));
        end.receive(data(6, 2, 2, Fragmentation.WHOLE, (byte) 1), data(6, 3, 3, Fragmentation.WHOLE, (byte) 1));
        assertFalse(end.opened.get(1).isOpen());
        assertEquals(List.of(), end.packets());
    }
}
