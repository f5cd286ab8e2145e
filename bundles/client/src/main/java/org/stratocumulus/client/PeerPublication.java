package org.stratocumulus.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.session.Delivery;

/**
 * A stream that this client publishes directly to its peers (RFC 7425 section 5.4). What is written goes to every peer that plays at that
 * moment. Public methods may be called from any thread unless said otherwise; the listener hears on the event loop.
 */
public final class PeerPublication {
    /** Peers that may play one publication; one more is rejected. */
    public static final int MAX_SUBSCRIBERS = 1024;

    private final Peers peers;
    private final String name;
    private final PeerPublicationListener listener;
    private volatile Delivery audioDelivery = MediaFlows.AUDIO;
    private volatile Delivery videoDelivery = MediaFlows.VIDEO;
    /** Replaced, never changed: peers come and go while a message is written. */
    private volatile List<PeerSubscriber> playing = List.of();
    private boolean over;

    PeerPublication(Peers peers, String name, PeerPublicationListener listener) {
        this.peers = peers;
        this.name = name;
        this.listener = listener;
    }

    /** The name by which peers play it. */
    public String name() {
        return name;
    }

    /** How many peers play. */
    public int subscribers() {
        return playing.size();
    }

    /** As {@link NetStream#mediaDelivery}. */
    public void mediaDelivery(Delivery forAudio, Delivery forVideo) {
        audioDelivery = forAudio;
        videoDelivery = forVideo;
    }

    /** Sends one audio message. The bytes are copied. @param timestamp milliseconds, 32 bits */
    public void audio(long timestamp, byte[] body) {
        byte[] message = new RtmpMessage(MessageType.AUDIO, timestamp, body).encode();
        peers.loop().execute(() -> writeAudio(message));
    }

    /** Sends one video message. The bytes are copied. @param timestamp milliseconds, 32 bits */
    public void video(long timestamp, byte[] body) {
        byte[] message = new RtmpMessage(MessageType.VIDEO, timestamp, body).encode();
        peers.loop().execute(() -> writeVideo(message));
    }

    /** Sends a data message. @param values anything {@link org.stratocumulus.amf.AmfValue#of} takes */
    public void data(long timestamp, String method, Object... values) {
        byte[] message = DataMessage.of(method, values).toMessage(timestamp).encode();
        peers.loop().execute(() -> writeData(message));
    }

    /** Writes a whole audio message, not copied; on the event loop. */
    public void writeAudio(byte[] message) {
        each(to -> to.flows().audio(message, audioDelivery));
    }

    /** Writes a whole video message, not copied; on the event loop. */
    public void writeVideo(byte[] message) {
        each(to -> to.flows().video(message, videoDelivery));
    }

    /** Writes a whole data message, not copied; on the event loop. */
    public void writeData(byte[] message) {
        each(to -> to.flows().data(message));
    }

    /** Ends the publication: what was written still arrives, then each subscriber's control flow is rejected. */
    public void close() {
        peers.loop().execute(this::end);
    }

    void end() {
        if (!over) {
            over = true;
            peers.forget(this);
            playing.forEach(PeerSubscriber::unpublish);
        }
    }

    /** Whether this peer may play now. */
    boolean takes(PeerSubscriber subscriber) {
        return !over && playing.size() < MAX_SUBSCRIBERS && listener.subscribing(this, subscriber.peer());
    }

    void add(PeerSubscriber subscriber) {
        List<PeerSubscriber> more = new ArrayList<>(playing);
        more.add(subscriber);
        playing = List.copyOf(more);
        listener.subscribed(this, subscriber.peer());
    }

    void remove(PeerSubscriber subscriber) {
        List<PeerSubscriber> others = playing.stream().filter(one -> one != subscriber).toList();
        if (others.size() < playing.size()) {
            playing = others;
            listener.unsubscribed(this, subscriber.peer());
        }
    }

    void dropped(PeerSubscriber subscriber, byte[] message) {
        listener.dropped(this, subscriber.peer(), message);
    }

    private void each(Consumer<PeerSubscriber> write) {
        for (PeerSubscriber subscriber : playing) {
            if (subscriber.isOpen()) {
                try {
                    write.accept(subscriber);
                } catch (IllegalStateException e) { // its session opens no flow any more: the others go on
                    subscriber.unpublish();
                }
            }
        }
    }
}
