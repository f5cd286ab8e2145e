package org.stratocumulus.cluster.internal.node;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.Amf0Reader;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.cluster.internal.wire.Values;

/** Messages of one topic that one server sent and that came together, one behind the other. Filled on one thread, then run on another. */
final class Batch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    /** So that the handlers of others get their turn. */
    private static final int MAX_MESSAGES = 256;

    private static final int KEPT = 128 * 1024;

    private final ClusterMessageHandler handler;
    private final AtomicReference<Batch> spare;
    private KnownNode from;
    private String topic;
    private byte[] data = new byte[0];
    private int[] ends = new int[4];
    private int count;

    /** @param spare where it waits for its next use when it has run */
    Batch(ClusterMessageHandler handler, AtomicReference<Batch> spare) {
        this.handler = handler;
        this.spare = spare;
    }

    /** Begins with nothing. */
    Batch begin(KnownNode sender, String name) {
        from = sender;
        topic = name;
        count = 0;
        return this;
    }

    /** Whether a message can be added: the names are the very same objects in a burst. */
    boolean continues(KnownNode sender, String name) {
        return from == sender && topic == name && count < MAX_MESSAGES;
    }

    void add(byte[] source, int offset, int length) {
        int start = bytes();
        if (data.length - start < length) {
            data = Arrays.copyOf(data, Math.max(start + length, 4 * data.length));
        }
        System.arraycopy(source, offset, data, start, length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 4 * count);
        }
        ends[count++] = start + length;
    }

    int messages() {
        return count;
    }

    int bytes() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Forgets the last messages, so that no more than these are left. */
    void keep(int messages, int bytes) {
        count = Math.min(count, messages);
        while (count > 0 && ends[count - 1] > bytes) {
            count--;
        }
    }

    @Override
    public void run() {
        Amf0Reader reader = Values.reader(data, 0, 0);
        int start = 0;
        for (int i = 0; i < count; i++) {
            deliver(reader, start, ends[i] - start);
            start = ends[i];
        }
        from = null;
        if (data.length <= KEPT) {
            spare.set(this);
        }
    }

    private void deliver(Amf0Reader reader, int offset, int length) {
        try {
            handler.message(from, topic, reader.reset(data, offset, length).readAll());
        } catch (AmfException e) {
            LOG.warn("a message '{}' of {} cannot be decoded: {}", topic, from, e.getMessage());
        } catch (RuntimeException | LinkageError e) { // a bundle's fault, or its classes are gone with it
            LOG.warn("a handler of '{}' failed", topic, e);
        }
    }
}
