package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.StreamStatus.Quality;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.streams.internal.StreamCounters.Counter;

/**
 * A stream while it is published. Belongs to the loop of its publisher; {@link #key}, {@link #home} and {@link #publisher} may be asked
 * from any thread. Frames go once to each loop that has subscribers.
 */
final class Publication {
    private final StreamKey key;
    private final ClientConnection connection;
    private final LoopStreams home;
    private final long startedAt;
    private final KeyFrameGate gate = new KeyFrameGate();
    private final QualityMeter audioMeter = new QualityMeter();
    private final QualityMeter videoMeter = new QualityMeter();
    private final List<Outlet> outlets = new ArrayList<>();
    private StreamHeaders headers = StreamHeaders.NONE;
    private boolean ended;

    Publication(StreamKey key, ClientConnection connection, LoopStreams home) {
        this.key = key;
        this.connection = connection;
        this.home = home;
        this.startedAt = home.now();
    }

    StreamKey key() {
        return key;
    }

    LoopStreams home() {
        return home;
    }

    PeerId publisher() {
        return connection.id();
    }

    long ageMillis() {
        return home.now() - startedAt;
    }

    StreamHeaders headers() {
        return headers;
    }

    /** Messages of this kind of media did not arrive; video then waits for the next key frame. */
    void lost(boolean video, int count) {
        (video ? videoMeter : audioMeter).lost(home.now(), count);
        if (video) {
            gate.close();
        }
    }

    /** Relays a message. The headers are those that hold from now on. */
    void relay(FrameKind kind, byte[] message, StreamHeaders now) {
        headers = now;
        Frame frame = new Frame(kind, message, now);
        measure(frame);
        home.counters().count(Counter.FRAMES_IN);
        if (!gate.passes(kind)) {
            videoMeter.dropped();
            home.counters().count(Counter.DROPPED_INTAKE);
            return;
        }
        for (int i = outlets.size() - 1; i >= 0; i--) {
            if (i < outlets.size()) { // a subscriber that is ended by this very frame takes its outlet with it
                outlets.get(i).deliver(frame);
            }
        }
    }

    /** From now on the headers are others, without a message to relay. */
    void headers(StreamHeaders now) {
        headers = now;
    }

    private void measure(Frame frame) {
        if (frame.kind().isAudio() || frame.kind().isVideo()) {
            QualityMeter meter = frame.kind().isVideo() ? videoMeter : audioMeter;
            meter.passed(home.now(), frame.length());
            if (!frame.kind().isVital()) {
                meter.arrived(home.now(), frame.timestamp());
            }
        }
    }

    /** A loop has subscribers. */
    void join(Audience audience) {
        if (ended) {
            return; // its loop hears of the end, or of the next publication, by itself
        }
        Outlet outlet = new Outlet(this, audience, home.counters());
        outlets.add(outlet);
        outlet.begin(headers);
    }

    /** A loop has no subscribers any more. */
    void leave(Audience audience) {
        outlets.removeIf(outlet -> outlet.leadsTo(audience));
    }

    /** It is over: the name is free, the subscribers are told. */
    void end() {
        if (!ended) {
            ended = true;
            home.ended(this);
            List<Outlet> last = List.copyOf(outlets);
            outlets.clear();
            last.forEach(Outlet::end);
        }
    }

    Quality audioQuality() {
        return audioMeter.quality(home.now(), halfRoundTrip());
    }

    Quality videoQuality() {
        return videoMeter.quality(home.now(), halfRoundTrip());
    }

    private long halfRoundTrip() {
        return Math.max(0, connection.roundTripMillis()) / 2;
    }
}
