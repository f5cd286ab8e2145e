package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;

public class BacklogTest {
    private final FakeConnection client = new FakeConnection(new FakeLoop(0), "/");
    private final FakeFlow flow = new FakeFlow(client, new byte[0], Priority.VIDEO, null);
    private final Backlog backlog = new Backlog();
    private final List<FakeFlow.Written> written = new ArrayList<>();

    private void write(boolean independent) {
        client.quick = false;
        backlog.add(flow.write(new byte[1], Delivery.RELIABLE), independent);
        written.add(flow.written.get(flow.written.size() - 1));
    }

    @Test
    public void whatIsDeliveredIsForgottenAndMakesRoom() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < Backlog.MAX_MESSAGES; i++) {
                write(false);
            }
            assertTrue("MAX_MESSAGES", backlog.isFull());
            assertThrows(IllegalStateException.class, () -> write(false));
            written.forEach(message -> message.delivered = true);
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
        written.subList(0, 8).forEach(message -> message.delivered = true);
        backlog.settle();
        for (int i = 0; i < 24; i++) {
            write(i == 23);
        }
        written.get(8).abandoned = true;
        written.subList(9, 16).forEach(message -> message.delivered = true);
        written.get(16).abandoned = true;
        assertTrue("the last one stands alone", backlog.settle());
        assertTrue(written.subList(16, 39).stream().allMatch(message -> message.abandoned));
        assertFalse(written.get(39).abandoned);
        assertEquals(1 + 23, backlog.takeAbandoned());
    }

    @Test
    public void whatFollowsAnAbandonedMessageIsOfNoUse() {
        write(true);
        written.get(0).abandoned = true;
        assertFalse(backlog.settle());
        assertTrue("asked once", backlog.settle());
    }

    @Test
    public void allCanBeGivenUp() {
        write(true);
        write(false);
        written.get(0).delivered = true;
        backlog.abandon();
        assertFalse(written.get(0).abandoned);
        assertTrue(written.get(1).abandoned);
    }
}
