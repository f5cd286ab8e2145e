package org.stratocumulus.directory.internal;

import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;

/** The directory of another node, for as long as both it and the link last. Guarded by the {@link Directory}. */
final class Far {
    /** The topic of all messages. */
    static final String TOPIC = "directory";

    final ServerNode server;
    /** The owner number of its facts. */
    final int number;
    final long life;
    private final Counters counters;
    private final Telling[] telling = new Telling[Kind.values().length];
    private final Hearing[] hearing = new Hearing[telling.length];
    volatile boolean sharded;
    private volatile boolean gone;

    Far(ServerNode server, int number, Message.Hello hello, Counters counters) {
        this.server = server;
        this.number = number;
        this.life = hello.life();
        this.sharded = hello.sharded();
        this.counters = counters;
        for (int kind = 0; kind < telling.length; kind++) {
            telling[kind] = new Telling(this, kind, counters);
            hearing[kind] = new Hearing();
        }
    }

    Telling telling(int kind) {
        return telling[kind];
    }

    Hearing hearing(int kind) {
        return hearing[kind];
    }

    /** It takes part no more: what is told to it from now on is told to nobody. */
    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** @return whether the link took it */
    boolean send(Message message) {
        return !gone && send(server, message, counters);
    }

    static boolean send(ServerNode to, Message message, Counters counters) {
        byte[] bytes = message.encode();
        SendResult result = to.send(TOPIC, AmfByteArray.of(bytes));
        counters.count(result.isQueued() ? Counters.Counter.MESSAGES_OUT : Counters.Counter.MESSAGES_DROPPED);
        if (result.isQueued()) {
            counters.add(Counters.Counter.BYTES_OUT, bytes.length);
        }
        return result.isQueued();
    }
}
