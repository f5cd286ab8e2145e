package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.client.NetStream;

/** A publication that has its subscribers, and what is sent through it. To be used by one thread. */
final class Broadcast {
    /** How long nothing more must arrive before what is missing counts as lost: more than media is kept for. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Fleet fleet;
    private final NetStream stream;
    private final FanoutFigures figures;
    private final Progress progress;
    private final ServerCost cost;
    private long lost;

    Broadcast(Fleet fleet, NetStream stream, FanoutFigures figures, Progress progress, ServerCost cost) {
        this.fleet = fleet;
        this.stream = stream;
        this.figures = figures;
        this.progress = progress;
        this.cost = cost;
    }

    /** Publishes so many bursts without counting. @return messages delivered */
    long warmUp(long bursts, int burst, double perSecond) throws InterruptedException {
        if (bursts > 0) {
            progress.phase(figures.playing().size() + " play, warming up");
            publish(bursts, burst, perSecond);
        }
        return figures.total().sum();
    }

    /**
     * Publishes and counts.
     *
     * @param perSecond messages
     * @param size bytes of a message's body
     * @return whether anything was delivered
     */
    boolean step(long bursts, int burst, double perSecond, int size, JsonLine result) throws IOException, InterruptedException {
        figures.forget();
        fleet.barrier(); // what this thread has written, the loops see from here on
        progress.phase(figures.playing().size() + " play, publishing " + perSecond + " a second");
        cost.begin();
        long start = System.nanoTime();
        publish(bursts, burst, perSecond);
        cost.end();
        lost = figures.expected() - figures.total().sum();
        figures.write(result, start, size);
        cost.write(result, "Message", figures.total().sum());
        return figures.total().sum() > 0;
    }

    /** Messages that were lost in the last step. */
    long lost() {
        return lost;
    }

    private void publish(long bursts, int burst, double perSecond) throws InterruptedException {
        figures.publisher().run(stream, bursts, burst, perSecond / burst, () -> progress.tick(() -> figures.total() + " messages delivered"));
        drain();
    }

    /** Waits until all has arrived, or nothing more does. */
    private void drain() throws InterruptedException {
        fleet.barrier();
        long seen = -1;
        long quietSince = System.nanoTime();
        while (figures.total().sum() < figures.expected() && System.nanoTime() - quietSince < QUIET_NANOS) {
            if (figures.total().sum() != seen) {
                seen = figures.total().sum();
                quietSince = System.nanoTime();
            }
            Pacer.await(System.nanoTime() + TICK_NANOS);
        }
        fleet.barrier();
    }
}
