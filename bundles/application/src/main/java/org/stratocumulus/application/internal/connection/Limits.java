package org.stratocumulus.application.internal.connection;

/**
 * What one connection may take at most.
 *
 * @param streams NetStreams open at a time; more: createStream fails
 * @param flows receiving flows open at a time; more: rejected
 * @param questionsWaiting calls and decisions that wait for the applications; more: the call fails
 * @param questionBytes bytes of the messages behind these; more: the call fails
 * @param heldCommands commands that wait while connect is decided; more: dropped
 * @param clientCalls calls to the client without an answer; more: the call fails
 * @param sendBytes bytes that wait to be sent to the client; more: {@code Client.send} drops the message
 * @param connectMillis time from the session's opening to an accepted connect; later: the session closes
 * @param flushMillis time for a refusal or farewell to reach the client before the session closes
 * @param barrierMillis time that flows wait for each other at a Flow Synchronization barrier
 */
public record Limits(int streams, int flows, int questionsWaiting, int questionBytes, int heldCommands, int clientCalls, long sendBytes,
        long connectMillis, long flushMillis, long barrierMillis) {
    /** The server's. */
    public static final Limits DEFAULT = new Limits(64, 256, 128, 8 << 20, 32, 256, 1 << 20, 120_000, 5_000, 2_000);
}
