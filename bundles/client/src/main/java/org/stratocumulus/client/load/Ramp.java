package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Brings up many clients, some at a time, and measures how long each took. To be used by one thread. */
final class Ramp implements AutoCloseable {
    private static final long TICK_MILLIS = 200;
    private static final int CREW = 8;

    private final Fleet fleet;
    private final Progress progress;
    private final int parallel;
    private final double perSecond;
    private final Failures failures = new Failures();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final Queue<Fleet.Member> up = new ConcurrentLinkedQueue<>();
    /** Opens and closes sockets, which takes several turns of their loops each. */
    private final ExecutorService crew = Executors.newFixedThreadPool(CREW, task -> new Thread(task, "rtmfp-load-crew"));
    private volatile IOException broken;
    private long began;
    private long ended;

    /** @param parallel clients under way at once @param perSecond clients begun per second at most */
    Ramp(Fleet fleet, Progress progress, int parallel, double perSecond) {
        this.fleet = fleet;
        this.progress = progress;
        this.parallel = parallel;
        this.perSecond = perSecond;
    }

    /**
     * Brings clients up and waits until each has succeeded or failed.
     *
     * @param task what makes a new client be up; measured from here to its end
     * @param hold whether clients stay up until {@link #close}; else each is closed as soon as it was up
     * @throws IOException when there is no port for a client any more
     */
    void run(int clients, boolean hold, Function<Fleet.Member, CompletableFuture<?>> task) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(parallel);
        Pacer pacer = new Pacer(perSecond, System.nanoTime());
        began = System.nanoTime();
        ended = began;
        for (int i = 0; i < clients && broken == null; i++) {
            Pacer.await(pacer.next());
            take(room, 1, clients);
            crew.execute(() -> begin(hold, task, room));
        }
        take(room, parallel, clients);
        if (broken != null) {
            throw broken;
        }
    }

    private void take(Semaphore room, int permits, int clients) throws InterruptedException {
        while (!room.tryAcquire(permits, TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            report(clients);
        }
        report(clients);
    }

    private void report(int clients) {
        progress.tick(() -> succeeded() + " of " + clients + " up, " + failures.count() + " failed");
    }

    private void begin(boolean hold, Function<Fleet.Member, CompletableFuture<?>> task, Semaphore room) {
        Fleet.Member member;
        try {
            member = fleet.member();
        } catch (IOException e) {
            broken = e;
            room.release();
            return;
        }
        long start = System.nanoTime();
        task.apply(member).whenComplete((value, failure) -> {
            done(start, failure);
            if (failure == null && hold) {
                up.add(member);
            } else {
                crew.execute(member::close);
            }
            room.release();
        });
    }

    private synchronized void done(long start, Throwable failure) {
        ended = System.nanoTime();
        if (failure == null) {
            latency.record(ended - start);
        } else {
            failures.add(failure);
        }
    }

    synchronized long succeeded() {
        return latency.count();
    }

    Failures failures() {
        return failures;
    }

    /** How long successes took; to be read when {@link #run} has returned. */
    LatencyHistogram latency() {
        return latency;
    }

    /** From the first begin to the last end. */
    double seconds() {
        return (ended - began) / 1e9;
    }

    /** Closes what is up. */
    @Override
    public void close() {
        up.forEach(member -> crew.execute(member::close));
        crew.shutdown();
        try {
            crew.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
