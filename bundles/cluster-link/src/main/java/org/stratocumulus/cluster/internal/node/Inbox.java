package org.stratocumulus.cluster.internal.node;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.stratocumulus.api.cluster.ClusterMessageHandler;

/**
 * What comes for one handler service: messages that come together are one task of its mailbox, so that a burst of small ones costs little
 * more than its bytes. On the link thread, but for the mailbox.
 */
final class Inbox {
    final ClusterMessageHandler handler;
    final Mailbox mailbox;
    private final AtomicReference<Batch> spare = new AtomicReference<>();
    private Batch open;

    Inbox(ClusterMessageHandler handler, Executor pool) {
        this.handler = handler;
        this.mailbox = new Mailbox(pool);
    }

    /** Adds a message behind all earlier ones. @return messages dropped */
    int add(KnownNode from, String topic, byte[] data, int offset, int length) {
        int dropped = 0;
        if (open != null && !open.continues(from, topic)) {
            dropped = flush();
        }
        if (open == null) {
            Batch used = spare.getAndSet(null);
            open = (used != null ? used : new Batch(handler, spare)).begin(from, topic);
        }
        open.add(data, offset, length);
        return dropped;
    }

    /** Whether messages wait for {@link #flush}. */
    boolean isOpen() {
        return open != null;
    }

    /** Hands on what has come. @return messages dropped because too many wait */
    int flush() {
        Batch batch = open;
        if (batch == null) {
            return 0;
        }
        open = null;
        return mailbox.offer(batch);
    }
}
