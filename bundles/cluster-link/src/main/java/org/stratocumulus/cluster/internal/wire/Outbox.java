package org.stratocumulus.cluster.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.stratocumulus.api.cluster.SendResult;

/**
 * What one link has to say and has not handed to its carrier: frames one after another in one array, so that a batch of messages leaves
 * as one write. Any thread may add; references are given out in the order of the bytes. At most {@code limit} bytes wait;
 * a message beyond it is dropped, the newest first, and the caller is told. What the link itself has to say may use {@link #RESERVE} more.
 */
public final class Outbox {
    /** Room kept for heartbeats and the like when the queue is full of messages. */
    public static final int RESERVE = 64 * 1024;
    /** Most names used on one link. */
    public static final int MAX_NAMES = 4096;

    private static final int FIRST = 4096;

    private final int limit;
    private final int maxFrame;
    private final Map<String, Integer> references = new HashMap<>();
    private String lastName;
    private Integer lastReference;
    private WireOutput filling = new WireOutput(FIRST);
    private WireOutput draining = new WireOutput(FIRST);
    private Runnable wake;
    private boolean awake;
    private boolean closed;
    private long dropped;

    /**
     * @param limit bytes that may wait
     * @param maxFrame largest frame, without its length
     */
    public Outbox(int limit, int maxFrame) {
        this.limit = limit;
        this.maxFrame = maxFrame;
    }

    /** Sets what to run, on the adding thread and outside of the lock, when something waits that did not before. */
    public void whenFilled(Runnable action) {
        boolean now;
        synchronized (this) {
            wake = action;
            now = filling.length() > 0;
            awake = now;
        }
        if (now) {
            action.run();
        }
    }

    /**
     * Adds a message.
     *
     * @param name 1 to 255 bytes of UTF-8
     * @param payload what follows the name
     * @param own whether the link itself has to say it
     */
    public SendResult add(String name, byte[] payload, boolean own) {
        return add(name, payload, payload.length, own ? limit + RESERVE : limit);
    }

    /** Adds a message of a bundle: as {@link #add(String, byte[], boolean)}. */
    public SendResult add(String name, Payload payload) {
        return add(name, payload.array(), payload.length(), limit);
    }

    private SendResult add(String name, byte[] payload, int length, int bound) {
        Runnable action;
        synchronized (this) {
            SendResult result = append(name, payload, length, bound);
            if (!result.isQueued()) {
                dropped++;
                return result;
            }
            action = awaken();
        }
        if (action != null) {
            action.run();
        }
        return SendResult.QUEUED;
    }

    /** Adds a whole frame that has no name: a hello. */
    public void addHello(byte[] frame) {
        Runnable action;
        synchronized (this) {
            filling.u32(frame.length);
            filling.bytes(frame);
            action = awaken();
        }
        if (action != null) {
            action.run();
        }
    }

    /** Refuses whatever comes now; what waits can still be drained. */
    public synchronized void close() {
        closed = true;
    }

    /** Messages refused for whatever reason. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Bytes waiting. */
    public synchronized int waiting() {
        return filling.length();
    }

    /**
     * Takes all that waits: that many bytes of {@link #array}, until the next call. For the carrier's thread alone.
     *
     * @return bytes taken; 0 when nothing waited, and then the next message runs the action again
     */
    public synchronized int drain() {
        draining.clear();
        if (filling.length() == 0) {
            awake = false;
            return 0;
        }
        WireOutput full = filling;
        filling = draining;
        draining = full;
        return full.length();
    }

    /** The bytes last drained. */
    public byte[] array() {
        return draining.array();
    }

    private Runnable awaken() {
        if (awake || wake == null) {
            return null;
        }
        awake = true;
        return wake;
    }

    private SendResult append(String name, byte[] payload, int size, int bound) {
        if (closed) {
            return SendResult.NOT_CONNECTED;
        }
        if (name != lastName) { // the very name, as a burst has it, is known already
            lastReference = references.get(name);
            lastName = name;
        }
        Integer reference = lastReference;
        byte[] text = reference == null ? name.getBytes(StandardCharsets.UTF_8) : null;
        int header = 1 + (text != null ? text.length : WireOutput.sevenBitLength(reference));
        long length = (long) header + size;
        if (length > maxFrame) {
            return SendResult.TOO_LARGE;
        }
        if (filling.length() + 4 + length > bound) {
            return SendResult.QUEUE_FULL;
        }
        if (text != null && references.size() >= MAX_NAMES) {
            return SendResult.TOO_MANY_NAMES;
        }
        filling.u32((int) length);
        if (text != null) {
            lastReference = references.size() + 1;
            references.put(name, lastReference);
            filling.u8(text.length);
            filling.bytes(text);
        } else {
            filling.u8(0);
            filling.sevenBit(reference);
        }
        filling.bytes(payload, size);
        return SendResult.QUEUED;
    }
}
