package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.ArrayList;
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
            Option.of("--rate", "MSG/S[,MSG/S]", "50", "messages per second; several: one step after the other, figures of each"),
            Option.flag("--until-loss", "end with the first step that loses messages"),
            Option.of("--burst", "K", "1", "send K at once, so that the rate stays"),
            Option.of("--duration", "SECONDS", "10", "how long to publish, in each step"),
            Option.of("--warmup", "SECONDS", "0", "how long to publish before, at the first rate, without counting"),
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
            FanoutFigures figures = new FanoutFigures(publisher, List.copyOf(playing), latencies, total);
            Broadcast broadcast = new Broadcast(fleet, stream, figures, progress, target.cost());
            boolean delivered = broadcast(broadcast, plan, result);
            result.put("failures", ramp.failures().byReason()).put("deaths", deaths.byReason());
            return ramp.failures().count() + deaths.count() == 0 && delivered;
        }
    }

    /** @return whether every step has delivered something */
    private static boolean broadcast(Broadcast broadcast, Plan plan, JsonLine result) throws IOException, InterruptedException {
        result.put("deliveredBefore", broadcast.warmUp(plan.bursts(plan.rates.get(0), plan.warmup), plan.burst, plan.rates.get(0)));
        if (plan.rates.size() == 1) {
            return broadcast.step(plan.bursts(plan.rates.get(0), plan.duration), plan.burst, plan.rates.get(0), plan.size, result);
        }
        List<JsonLine> steps = new ArrayList<>();
        boolean delivered = true;
        boolean lost = false;
        for (int i = 0; i < plan.rates.size() && !(lost && plan.untilLoss); i++) {
            double rate = plan.rates.get(i);
            JsonLine step = new JsonLine().put("rate", rate, 1);
            delivered &= broadcast.step(plan.bursts(rate, plan.duration), plan.burst, rate, plan.size, step);
            lost = broadcast.lost() > 0;
            steps.add(step);
        }
        result.put("steps", steps);
        return delivered;
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

    private record Plan(String stream, Payload.Kind kind, int subscribers, int size, List<Double> rates, boolean untilLoss, int burst,
            double duration, double warmup) {
        static Plan of(Options options) {
            String kind = options.choice("--kind", List.of("audio", "video", "data"));
            Plan plan = new Plan(options.text("--stream"), Payload.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                options.integer("--subscribers", 1, 1_000_000), options.integer("--size", Payload.MIN_SIZE, Payload.MAX_SIZE),
                options.numbers("--rate", 0.001, 10_000_000), options.flag("--until-loss"), options.integer("--burst", 1, 100_000),
                options.number("--duration", 0.001, 1e7), options.number("--warmup", 0, 1e7));
            if (plan.rates.stream().anyMatch(rate -> plan.bursts(rate, plan.duration) == 0)) {
                throw new UsageException("--duration: too short for one burst at this --rate");
            }
            return plan;
        }

        long bursts(double rate, double seconds) {
            return (long) (seconds * rate / burst);
        }

        void describe(JsonLine result) {
            result.put("stream", stream).put("kind", kind.name().toLowerCase(Locale.ROOT)).put("subscribers", subscribers)
                .put("size", size).put("burst", burst);
            if (rates.size() == 1) {
                result.put("rate", rates.get(0), 1);
            }
        }
    }
}
