package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedSendFlow;

public class BacklogTest {
    private final FakeConnection client = new FakeConnection(new ManualLoop(), "/");
    private final SendFlow flow = client.openFlow(FlowMetadata.stream(1), Priority.VIDEO, SendFlowListener.NONE);
    private final Backlog backlog = new Backlog();
    private final List<RecordedSendFlow.Written> written = new ArrayList<>();

    private void write(boolean independent) {
        client.becomeSlow();
        backlog.add(flow.write(new byte[1], Delivery.RELIABLE), independent);
        List<RecordedSendFlow.Written> all = client.flow(Priority.VIDEO).written();
        written.add(all.get(all.size() - 1));
    }

    @Test
    public void whatIsDeliveredIsForgottenAndMakesRoom() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < Backlog.MAX_MESSAGES; i++) {
                write(false);
            }
            assertTrue("MAX_MESSAGES", backlog.isFull());
            assertThrows(IllegalStateException.class, () -> write(false));
            written.forEach(RecordedSendFlow.Written::deliver);
            assertTrue(backlog.settle());
            assertFalse(backlog.isFull());
        }
        assertEquals(0, backlog.takeAbandoned());
    }

    @Test
    public void theOrderIsKeptWhenTheRingGrowsInTheMiddle() {
        for (int i = 0; i < 16; i++) {
            write(true);
        }
        written.subList(0, 8).forEach(RecordedSendFlow.Written::deliver);
        backlog.settle();
        for (int i = 0; i < 24; i++) {
            write(i == 23);
        }
        written.get(8).abandon();
        written.subList(9, 16).forEach(RecordedSendFlow.Written::deliver);
        written.get(16).abandon();
        assertTrue("the last one stands alone", backlog.settle());
        assertTrue(written.subList(16, 39).stream().allMatch(RecordedSendFlow.Written::isAbandoned));
        assertFalse(written.get(39).isAbandoned());
        assertEquals(1 + 23, backlog.takeAbandoned());
    }

    @Test
    public void whatFollowsAnAbandonedMessageIsOfNoUse() {
        write(true);
        written.get(0).abandon();
        assertFalse(backlog.settle());
        assertTrue("asked once", backlog.settle());
    }

    @Test
    public void allCanBeGivenUp() {
        write(true);
        write(false);
        written.get(0).deliver();
        backlog.abandon();
        assertFalse(written.get(0).isAbandoned());
        assertTrue(written.get(1).isAbandoned());
    }
}
