package org.stratocumulus.application.internal.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.application.UnknownMethodException;

/**
 * One client's questions to the applications of its path: one at a time, in order, each from the nearest application upwards until one
 * answers. Confined to the connection's loop; questions run on the applications' executors and answers come back to the loop.
 */
public final class Consultation {
    private static final Logger LOG = LoggerFactory.getLogger(Consultation.class);

    /** What to do with an application, on its own executor. */
    public interface Question {
        /** @throws UnknownMethodException to have the parent asked */
        Object ask(Application application) throws Exception;
    }

    private record Step(Hook hook, Question question, Consumer<Answer> then, int bytes, boolean notice, Set<Registration> asked) {
    }

    private final Executor loop;
    private final Applications applications;
    private final int maxWaiting;
    private final int maxBytes;
    /** Null while none waits. */
    private Deque<Step> waiting;
    private final String path;
    private Step current;
    private Step last;
    private int waitingBytes;
    private boolean woken;

    /**
     * @param loop runs tasks on the connection's loop, never before execute returns
     * @param path whose applications are asked
     * @param maxWaiting questions that may wait
     * @param maxBytes message bytes that waiting questions may hold; a single one may be larger
     */
    public Consultation(Executor loop, Applications applications, String path, int maxWaiting, int maxBytes) {
        this.loop = loop;
        this.applications = applications;
        this.path = path;
        this.maxWaiting = maxWaiting;
        this.maxBytes = maxBytes;
    }

    /** Whether nothing is asked and nothing waits. */
    public boolean isIdle() {
        return current == null && waiting == null && last == null && !woken;
    }

    /**
     * Queues a question.
     *
     * @param bytes size of the message that asks, for the limit
     * @param then hears the answer on the loop, exactly once, never before this returns
     * @return false when too much waits already; nothing will happen then
     */
    public boolean ask(Hook hook, int bytes, Question question, Consumer<Answer> then) {
        int before = waiting == null ? 0 : waiting.size();
        if (before >= maxWaiting || before > 0 && waitingBytes + (long) bytes > maxBytes) {
            return false;
        }
        add(new Step(hook, question, then, bytes, false, new HashSet<>()));
        return true;
    }

    /** Queues a notification; never refused, because it says that something bounded has ended. */
    public void tell(Hook hook, Question question) {
        add(new Step(hook, question, answer -> { }, 0, true, new HashSet<>()));
    }

    /**
     * The client is gone: forgets the questions that wait, whose askers hear nothing more; notifications still go out, then the farewell
     * after everything else.
     */
    public void end(Hook hook, Question farewell) {
        if (waiting != null) {
            waiting.removeIf(step -> !step.notice());
            waiting = waiting.isEmpty() ? null : waiting;
        }
        waitingBytes = 0;
        last = new Step(hook, farewell, answer -> { }, 0, true, new HashSet<>());
        wake();
    }

    private void add(Step step) {
        waiting = waiting == null ? new ArrayDeque<>(1) : waiting;
        waiting.add(step);
        waitingBytes += step.bytes();
        wake();
    }

    private void wake() {
        if (current == null && !woken) {
            woken = true;
            loop.execute(this::proceed);
        }
    }

    private void proceed() {
        woken = false;
        while (current == null && (waiting != null || last != null)) {
            current = take();
            waitingBytes -= current.bytes();
            next(current);
        }
    }

    /** The next step; there is one. */
    private Step take() {
        Step step;
        if (waiting == null) {
            step = last;
            last = null;
        } else {
            step = waiting.poll();
            waiting = waiting.isEmpty() ? null : waiting;
        }
        return step;
    }

    private void next(Step step) {
        Registration registration = applications.next(path, step.hook(), step.asked());
        if (registration == null) {
            finish(step, Answer.NONE);
            return;
        }
        step.asked().add(registration);
        Runnable task = () -> run(step, registration);
        if (step.notice()) {
            registration.force(task);
        } else if (!registration.offer(task)) {
            finish(step, Answer.BUSY);
        }
    }

    private void finish(Step step, Answer answer) {
        current = null;
        try {
            step.then().accept(answer);
        } catch (RuntimeException e) { // one asker's failure must not keep the others waiting
            LOG.error("the answer to {} failed", step.hook(), e);
        }
    }

    /** On the application's executor. */
    private void run(Step step, Registration registration) {
        Answer answer = registration.isGone() ? null : answer(step, registration);
        loop.execute(() -> {
            if (answer == null) {
                next(step);
            } else {
                finish(step, answer);
            }
            proceed();
        });
    }

    /** Null for an unknown method: ask the next. */
    private Answer answer(Step step, Registration registration) {
        try {
            return new Answer.Given(step.question().ask(registration.application()));
        } catch (UnknownMethodException e) {
            return null;
        } catch (RejectedException e) {
            return new Answer.Failed(e);
        } catch (Throwable e) { // whatever an application does, LinkageError included, is its own failure
            LOG.warn("application {} failed in {}", registration.paths(), step.hook(), e);
            return new Answer.Failed(e);
        }
    }
}
