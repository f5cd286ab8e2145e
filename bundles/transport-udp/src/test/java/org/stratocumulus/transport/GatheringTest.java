package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Datagrams of real sockets that come sooner than the loop may be woken. */
@RunWith(Parameterized.class)
public final class GatheringTest extends BothKinds {
    private static final int DATAGRAMS = 1_000;
    /** Even: of loop 0, whichever socket it comes by. */
    private static final int SESSION = 2;

    public GatheringTest(Kind kind) {
        super(kind);
    }

    @Test
    public void theyArriveInNoMoreBatchesThanThereAreIntervals() throws Exception {
        transport.wakeUpInterval(UdpTransport.MAX_WAKE_UP_INTERVAL);
        Batches batches = new Batches();
        transport.loops().get(0).handler(batches);
        long start = System.nanoTime();
        try (FarEnd far = new FarEnd("127.0.0.1")) {
            for (int i = 0; i < DATAGRAMS; i++) {
                far.send(Datagrams.of(SESSION, i), transport.localAddresses().get(0));
            }
            assertTrue(batches.all.await(20, TimeUnit.SECONDS));
        }
        long intervals = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / UdpTransport.MAX_WAKE_UP_INTERVAL;
        int fullReads = DATAGRAMS / SocketKind.READ_BATCH;
        int ended = Transports.on(transport.loops().get(0), () -> batches.ended);
        assertTrue(ended + " batches", ended <= WakeUps.BURST + 1 + intervals + fullReads);
        assertEquals(0, transport.stats().failures());
    }

    private static final class Batches implements DatagramHandler {
        final CountDownLatch all = new CountDownLatch(DATAGRAMS);
        int ended;

        @Override
        public void received(InetSocketAddress from, byte[] data, int offset, int length) {
            all.countDown();
        }

        @Override
        public void batchEnd() {
            ended++;
        }
    }
}
