package org.stratocumulus.cluster.internal.node;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.cluster.internal.wire.Values;

/** Messages of one topic that one server sent and that came together, one behind the other. Filled on one thread, then run on another. */
final class Batch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    /** So that the handlers of others get their turn. */
    private static final int MAX_MESSAGES = 256;

    final KnownNode from;
    final String topic;
    private final ClusterMessageHandler handler;
    private byte[] data;
    private int[] ends = new int[4];
    private int count;

    /** @param expected bytes */
    Batch(ClusterMessageHandler handler, KnownNode from, String topic, int expected) {
        this.data = new byte[expected];
        this.handler = handler;
        this.from = from;
        this.topic = topic;
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

    boolean isFull() {
        return count >= MAX_MESSAGES;
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
        int start = 0;
        for (int i = 0; i < count; i++) {
            deliver(start, ends[i] - start);
            start = ends[i];
        }
    }

    private void deliver(int offset, int length) {
        try {
            handler.message(from, topic, Values.decode(data, offset, length));
        } catch (AmfException e) {
            LOG.warn("a message '{}' of {} cannot be decoded: {}", topic, from, e.getMessage());
        } catch (RuntimeException | LinkageError e) { // a bundle's fault, or its classes are gone with it
            LOG.warn("a handler of '{}' failed", topic, e);
        }
    }
}
