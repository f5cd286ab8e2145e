package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.StreamStatus;

/** Asks every loop for its figures and waits for them on the caller's thread, at most so long: loops are never waited for by loops. */
public final class StreamReport implements StreamStatus {
    /** A loop that does not answer within this time is left out. */
    public static final long WAIT_MILLIS = 1000;

    private final Streams streams;
    private final long waitMillis;

    /** @param waitMillis how long to wait for all loops together */
    public StreamReport(Streams streams, long waitMillis) {
        this.streams = streams;
        this.waitMillis = waitMillis;
    }

    @Override
    public List<StreamInfo> streams() {
        Map<String, StreamInfo> merged = new TreeMap<>();
        for (List<StreamInfo> part : gather(StreamReport::describe)) {
            part.forEach(info -> merged.merge(info.name(), info, StreamReport::merge));
        }
        return List.copyOf(merged.values());
    }

    @Override
    public List<SubscriptionInfo> subscriptions(String name) {
        List<SubscriptionInfo> all = new ArrayList<>();
        gather(loop -> loop.audiences().values().stream().filter(audience -> audience.key().toString().equals(name))
            .flatMap(audience -> audience.subscriptions().stream()).map(Subscription::info).toList()).forEach(all::addAll);
        return all;
    }

    @Override
    public Map<String, Long> counters() {
        return streams.counters().snapshot();
    }

    private static List<StreamInfo> describe(LoopStreams loop) {
        Map<StreamKey, StreamInfo> infos = new LinkedHashMap<>();
        for (Publication p : loop.publications()) {
            infos.put(p.key(), new StreamInfo(p.key().toString(), p.publisher(), 0, p.ageMillis(), p.audioQuality(), p.videoQuality()));
        }
        for (Audience audience : loop.audiences().values()) {
            infos.merge(audience.key(), new StreamInfo(audience.key().toString(), null, audience.subscriptions().size(), 0, Quality.NONE,
                Quality.NONE), StreamReport::merge);
        }
        return List.copyOf(infos.values());
    }

    private static StreamInfo merge(StreamInfo a, StreamInfo b) {
        StreamInfo published = a.publisher() != null ? a : b;
        PeerId publisher = published.publisher();
        return new StreamInfo(a.name(), publisher, a.subscribers() + b.subscribers(), published.ageMillis(), published.audio(),
            published.video());
    }

    private <T> List<T> gather(Function<LoopStreams, T> question) {
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (LoopStreams loop : streams.loops()) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            answers.add(answer);
            loop.run(() -> answer.complete(question.apply(loop)));
        }
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            // what has been answered is shown
        }
        return answers.stream().filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
            .map(CompletableFuture::join).toList();
    }
}
