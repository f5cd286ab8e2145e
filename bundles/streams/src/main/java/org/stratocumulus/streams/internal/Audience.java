package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.List;

/** The subscribers of one stream name on one loop, whether it is published or waited for. Confined to that loop. */
final class Audience {
    private final StreamKey key;
    private final LoopStreams loop;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private Publication publication;
    private boolean begun;
    private StreamHeaders headers = StreamHeaders.NONE;

    Audience(StreamKey key, LoopStreams loop) {
        this.key = key;
        this.loop = loop;
    }

    StreamKey key() {
        return key;
    }

    LoopStreams loop() {
        return loop;
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** A subscriber comes. */
    void add(Subscription subscription) {
        subscriptions.add(subscription);
        if (publication == null) {
            Publication current = loop.names().find(key);
            if (current == null) {
                subscription.awaitPublish();
            } else {
                join(current);
            }
        } else if (begun) {
            subscription.begin(headers);
        }
    }

    /** A subscriber goes. */
    void remove(Subscription subscription) {
        if (subscriptions.remove(subscription) && subscriptions.isEmpty()) {
            loop.forget(this);
            if (publication != null) {
                Publication left = publication;
                left.home().run(() -> left.leave(this));
            }
        }
    }

    /** Somebody has claimed the name. The claim of a successor may be heard before its predecessor's end. */
    void published(Publication successor) {
        if (publication != successor && loop.names().find(key) == successor) {
            if (publication != null) {
                ended(publication);
            }
            subscriptions.forEach(Subscription::awaitPublish);
            join(successor);
        }
    }

    private void join(Publication current) {
        publication = current;
        current.home().run(() -> current.join(this));
    }

    /** The publication has let this loop in: its frames follow. */
    void begin(Publication of, StreamHeaders current) {
        if (of == publication && !begun) {
            begun = true;
            headers = current;
            List.copyOf(subscriptions).forEach(subscription -> subscription.begin(current));
        }
    }

    void frame(Publication of, Frame frame) {
        if (of != publication || !begun) {
            return; // a late letter of a predecessor
        }
        headers = frame.headers();
        for (int i = subscriptions.size() - 1; i >= 0; i--) {
            if (i < subscriptions.size()) { // a subscriber may be ended by the frame that it has no room for
                subscriptions.get(i).frame(frame);
            }
        }
    }

    void ended(Publication of) {
        if (of == publication) {
            boolean told = begun;
            publication = null;
            begun = false;
            headers = StreamHeaders.NONE;
            if (told) {
                List.copyOf(subscriptions).forEach(Subscription::unpublished);
            }
        }
    }
}
