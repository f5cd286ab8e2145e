package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.stratocumulus.client.NetStream;

/** One publisher and its subscribers. */
final class FanoutMode implements Mode {
    private static final int PARALLEL = 20;
    /** How long nothing more must arrive before what is missing counts as lost: more than media is kept for. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String summary() {
        return "one publisher, many subscribers: messages per second, loss and latency";
    }

    @Override
    public List<Option> options() {
        return List.of(
            Option.required("--stream", "NAME", "what to publish"),
            Option.of("--subscribers", "N", "10", "how many play it"),
            Option.of("--size", "BYTES", "1000", "bytes of each message, " + Payload.MIN_SIZE + " to " + Payload.MAX_SIZE),
            Option.of("--rate", "MSG/S", "50", "messages per second"),
            Option.of("--burst", "K", "1", "send K at once, so that the rate stays"),
            Option.of("--duration", "SECONDS", "10", "how long to publish"),
            Option.of("--warmup", "SECONDS", "0", "how long to publish before, at the same rate, without counting"),
            Option.of("--kind", "KIND", "video", "audio, video or data"));
    }

    @Override
    public boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException {
        Plan plan = Plan.of(options);
        OpenFiles.require("--subscribers", plan.subscribers + 1);
        plan.describe(result);
        Payload payload = new Payload(plan.kind, plan.size);
        long origin = System.nanoTime();
        Failures deaths = new Failures();
        try (Fleet fleet = new Fleet(target); Ramp ramp = new Ramp(fleet, progress, PARALLEL, Double.POSITIVE_INFINITY);
                Fleet.Member member = fleet.member()) {
            Publisher publisher = new Publisher(payload, origin, deaths);
            NetStream stream = publish(member, publisher, plan, target);
            List<LatencyHistogram> latencies = IntStream.range(0, fleet.loops()).mapToObj(i -> new LatencyHistogram()).toList();
            LongAdder total = new LongAdder();
            Queue<Subscriber> playing = new ConcurrentLinkedQueue<>();
            progress.phase(plan.subscribers + " subscribers");
            ramp.run(plan.subscribers, true, one -> {
                Subscriber subscriber = new Subscriber(payload, origin, latencies.get(one.loop()), total, deaths);
                return play(one, subscriber, plan, target).thenRun(() -> playing.add(subscriber));
            });
            FanoutFigures figures = new FanoutFigures(publisher, List.copyOf(playing), latencies);
            Runnable tick = () -> progress.tick(() -> total.sum() + " messages delivered");
            if (plan.warmup > 0) {
                progress.phase(playing.size() + " play, warming up for " + plan.warmup + " s");
                publisher.run(stream, plan.bursts(plan.warmup), plan.burst, plan.rate / plan.burst, tick);
                drain(fleet, publisher, playing.size(), total);
                figures.forget();
                fleet.barrier(); // what this thread has written, the loops see from here on
                total.reset();
            }
            progress.phase(playing.size() + " play, publishing for " + plan.duration + " s");
            ServerCost cost = target.cost();
            cost.begin();
            long start = System.nanoTime();
            publisher.run(stream, plan.bursts(plan.duration), plan.burst, plan.rate / plan.burst, tick);
            drain(fleet, publisher, playing.size(), total);
            cost.end();
            figures.write(result, start, plan.size);
            cost.write(result, "Message", total.sum());
            result.put("failures", ramp.failures().byReason()).put("deaths", deaths.byReason());
            return ramp.failures().count() + deaths.count() == 0 && total.sum() > 0;
        }
    }

    private static NetStream publish(Fleet.Member member, Publisher publisher, Plan plan, Target target)
            throws IOException, InterruptedException {
        long timeout = target.timeout().toMillis();
        try {
            NetStream stream = member.connect(publisher)
                .thenCompose(connection -> connection.createStream(publisher).orTimeout(timeout, TimeUnit.MILLISECONDS)).get();
            stream.publish(plan.stream).orTimeout(timeout, TimeUnit.MILLISECONDS).get();
            return stream;
        } catch (ExecutionException e) {
            throw new IOException("the publisher failed: " + Failures.reason(e), e);
        }
    }

    private static CompletableFuture<?> play(Fleet.Member member, Subscriber subscriber, Plan plan, Target target) {
        long timeout = target.timeout().toMillis();
        return member.connect(subscriber)
            .thenCompose(connection -> connection.createStream(subscriber).orTimeout(timeout, TimeUnit.MILLISECONDS))
            .thenCompose(stream -> stream.play(plan.stream).orTimeout(timeout, TimeUnit.MILLISECONDS));
    }

    /** Waits until all has arrived, or nothing more does. */
    private static void drain(Fleet fleet, Publisher publisher, long playing, LongAdder total) throws InterruptedException {
        fleet.barrier();
        long expected = publisher.published() * playing;
        long seen = -1;
        long quietSince = System.nanoTime();
        while (total.sum() < expected && System.nanoTime() - quietSince < QUIET_NANOS) {
            if (total.sum() != seen) {
                seen = total.sum();
                quietSince = System.nanoTime();
            }
            Pacer.await(System.nanoTime() + TICK_NANOS);
        }
        fleet.barrier();
    }

    private record Plan(String stream, Payload.Kind kind, int subscribers, int size, double rate, int burst, double duration,
            double warmup) {
        static Plan of(Options options) {
            String kind = options.choice("--kind", List.of("audio", "video", "data"));
            Plan plan = new Plan(options.text("--stream"), Payload.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                options.integer("--subscribers", 1, 1_000_000), options.integer("--size", Payload.MIN_SIZE, Payload.MAX_SIZE),
                options.number("--rate", 0.001, 10_000_000), options.integer("--burst", 1, 100_000),
                options.number("--duration", 0.001, 1e7), options.number("--warmup", 0, 1e7));
            if (plan.bursts(plan.duration) == 0) {
                throw new UsageException("--duration: too short for one burst at this --rate");
            }
            return plan;
        }

        long bursts(double seconds) {
            return (long) (seconds * rate / burst);
        }

        void describe(JsonLine result) {
            result.put("stream", stream).put("kind", kind.name().toLowerCase(Locale.ROOT)).put("subscribers", subscribers)
                .put("size", size).put("rate", rate, 1).put("burst", burst);
        }
    }
}
