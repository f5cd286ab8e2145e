package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.client.NetStream;
import org.stratocumulus.session.Delivery;

/**
 * One client publishes audio, video and data without a pause, another plays them: what goes in has to come out, byte for byte and in order.
 * The server must give media more time than its default, or a busy machine drops what is late.
 */
final class Broadcast implements AutoCloseable {
    private static final String NAME = "news";
    private static final int MILLIS_APART = 20;
    /** Messages of each track that show that a stream goes on. */
    private static final int MORE = 20;

    private final AtomicIntegerArray received = new AtomicIntegerArray(Track.values().length);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Guest publisher = new Guest() {
        @Override
        public void dropped(NetStream stream, byte[] message) {
            deviation = "the publisher has no room for " + Track.of(message);
        }
    };
    private final Guest player = new Guest() {
        @Override
        public void message(NetStream stream, byte[] message, int lostBefore) {
            check(message, lostBefore);
        }
    };
    private NetStream output;
    private volatile int published;
    private volatile long longestGap;
    private long last;
    private volatile String deviation = "";

    /** Begins to publish and to play. @param uri of both clients */
    Broadcast(String uri) throws Exception {
        try {
            player.connect(uri);
            publisher.connect(uri);
            begin();
            clock.scheduleAtFixedRate(() -> onPublishersLoop(this::publish), 0, MILLIS_APART, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** On connections that are there, from the first message. */
    void begin() throws Exception {
        for (Track track : Track.values()) {
            received.set(track.ordinal(), 0);
        }
        Patience.await(player.stream().play(NAME));
        NetStream stream = publisher.stream();
        Patience.await(stream.publish(NAME));
        stream.mediaDelivery(Delivery.RELIABLE, Delivery.RELIABLE);
        Patience.await(CompletableFuture.runAsync(() -> {
            published = 0;
            output = stream;
        }, this::onPublishersLoop));
    }

    private void onPublishersLoop(Runnable task) {
        publisher.connection().session().loop().execute(task);
    }

    Guest publisher() {
        return publisher;
    }

    Guest player() {
        return player;
    }

    /** Until the player has got what is published from now on; nothing that came before may be lost, doubled or changed. */
    void goesOn() throws Exception {
        int goal = published + MORE;
        for (Track track : Track.values()) {
            Patience.await(track + " " + goal, () -> received.get(track.ordinal()) >= goal || isBroken());
        }
        assertFalse("the publisher's connection is closed", publisher.isClosed());
        assertFalse("the player's connection is closed", player.isClosed());
        assertEquals("", deviation);
    }

    private boolean isBroken() {
        return !deviation.isEmpty() || publisher.isClosed() || player.isClosed();
    }

    /** On the publisher's loop. */
    private void publish() {
        if (output != null) {
            output.writeAudio(Track.AUDIO.message(published));
            output.writeVideo(Track.VIDEO.message(published));
            output.writeData(Track.DATA.message(published));
            published++;
        }
    }

    /** Longest time between two messages that the player got, in milliseconds. */
    long longestGap() {
        return TimeUnit.NANOSECONDS.toMillis(longestGap);
    }

    /** On the player's loop. */
    private void check(byte[] message, int lostBefore) {
        if (RtmpMessage.type(message, 0) == MessageType.USER_CONTROL) {
            return;
        }
        long now = System.nanoTime();
        longestGap = last == 0 ? 0 : Math.max(longestGap, now - last);
        last = now;
        Track track = Track.of(message);
        int number = received.getAndIncrement(track.ordinal());
        if (deviation.isEmpty() && (lostBefore != 0 || !Arrays.equals(track.message(number), message))) {
            deviation = track + " " + number + " is another message of " + message.length + " bytes, " + lostBefore + " lost before it";
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        publisher.close();
        player.close();
    }
}
