package org.stratocumulus.streams.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.loop.EventLoop;

/**
 * What other loops have for one loop, in the order of each sender. A busy loop finds many letters at once: they cost it one task. Any
 * thread may post.
 *
 * <p>Media is bounded by {@link #MAX_BYTES}; what does not fit is refused and its sender deals with the gap. Control letters are always
 * taken: they are as few as streams and subscribers.
 */
final class Mailbox {
    /** Bytes of media that wait at a time. */
    static final long MAX_BYTES = 64L << 20;
    /** What a letter weighs besides its message. */
    static final int LETTER_BYTES = 64;

    private static final int BATCH = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private record Letter(Runnable task, int bytes) {
    }

    private final EventLoop loop;
    private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Mailbox(EventLoop loop) {
        this.loop = loop;
    }

    /** Posts a control letter. */
    void post(Runnable task) {
        add(new Letter(task, 0));
    }

    /** Posts media. @return false when there is no room */
    boolean offer(Runnable task, int length) {
        int bytes = length + LETTER_BYTES;
        if (waiting.addAndGet(bytes) > MAX_BYTES) {
            waiting.addAndGet(-bytes);
            return false;
        }
        add(new Letter(task, bytes));
        return true;
    }

    private void add(Letter letter) {
        letters.add(letter);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                loop.execute(this::open);
            } catch (RejectedExecutionException e) {
                letters.clear(); // the loop has ended, and everything on it
            }
        }
    }

    private void open() {
        for (int i = 0; i < BATCH; i++) {
            Letter letter = letters.poll();
            if (letter == null) {
                break;
            }
            waiting.addAndGet(-letter.bytes());
            try {
                letter.task().run();
            } catch (RuntimeException e) {
                LOG.error("a task of another loop failed", e); // the letters behind it belong to other streams
            }
        }
        scheduled.set(false);
        if (!letters.isEmpty()) {
            schedule();
        }
    }
}
