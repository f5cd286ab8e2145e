package org.stratocumulus.client.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.NetStream;
import org.stratocumulus.client.NetStreamListener;
import org.stratocumulus.session.CloseReason;

/** Publishes numbered messages at a steady rate. */
final class Publisher implements NetStreamListener, NetConnectionListener {
    /** Bursts that may wait for the loop: beyond it, publishing waits, and the delay counts as latency. */
    private static final int BURSTS_AHEAD = 16;

    private final Payload payload;
    private final long origin;
    private final Failures deaths;
    private long published;
    private long notSent;
    private long forgotten;
    private volatile boolean over;

    /** @param origin {@link System#nanoTime} of the start of the run */
    Publisher(Payload payload, long origin, Failures deaths) {
        this.payload = payload;
        this.origin = origin;
        this.deaths = deaths;
    }

    /**
     * Publishes to the end, or the end of the connection.
     *
     * @param bursts how many
     * @param burst messages of each
     * @param perSecond bursts in a second
     */
    void run(NetStream stream, long bursts, int burst, double perSecond, Runnable tick) throws InterruptedException {
        Pacer pacer = new Pacer(perSecond, System.nanoTime());
        Semaphore ahead = new Semaphore(BURSTS_AHEAD);
        for (long i = 0; i < bursts && !over; i++) {
            long moment = pacer.next();
            Pacer.await(moment);
            while (!ahead.tryAcquire(1, TimeUnit.SECONDS)) {
                if (over) {
                    return;
                }
            }
            stream.connection().session().loop().execute(() -> {
                write(stream, burst, moment - origin);
                ahead.release();
            });
            tick.run();
        }
    }

    private void write(NetStream stream, int burst, long nanos) {
        for (int i = 0; i < burst && !over; i++) {
            byte[] message = payload.message(published++, nanos);
            switch (payload.kind()) {
                case AUDIO -> stream.writeAudio(message);
                case VIDEO -> stream.writeVideo(message);
                case DATA -> stream.writeData(message);
            }
        }
    }

    @Override
    public void dropped(NetStream stream, byte[] message) {
        notSent++;
    }

    @Override
    public void closed(NetConnection connection, CloseReason reason) {
        over = true;
        if (reason != CloseReason.SHUTDOWN) {
            deaths.add("publisher: " + reason.name());
        }
    }

    /** Counts from here on; the numbers of messages go on. */
    void forget() {
        forgotten = published;
        notSent = 0;
    }

    /** Messages so far, those not sent included; to be read behind a {@link Fleet#barrier}. */
    long published() {
        return published - forgotten;
    }

    /** Messages that found the queue to the server full. */
    long notSent() {
        return notSent;
    }
}
