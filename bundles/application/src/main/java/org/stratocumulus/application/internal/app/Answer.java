package org.stratocumulus.application.internal.app;

/** What became of a question to the applications of a path. */
public sealed interface Answer {
    /** An application answered. @param value what the question made of it */
    record Given(Object value) implements Answer {
    }

    /** An application threw. @param cause what it threw */
    record Failed(Throwable cause) implements Answer {
    }

    /** No application has a method for it. */
    record None() implements Answer {
    }

    /** The application's queue is full. */
    record Busy() implements Answer {
    }

    Answer NONE = new None();
    Answer BUSY = new Busy();
}
