package org.stratocumulus.streams.internal;

/**
 * Who may still queue for a subscriber that is slow. The limit's first three quarters are for all, the next eighth for audio and data, the
 * last for data; headers and commands are written up to twice the limit, and a subscriber that leaves even those unread is ended. A
 * message of any size may be queued where nothing waits.
 *
 * @param limit bytes, {@code streams.queueBytes}
 */
record QueueRoom(int limit) {

    /** Whether a frame may be queued behind what waits. */
    boolean admits(FrameKind kind, long waiting, int length) {
        long upTo = kind.isVital() ? 2L * limit : kind == FrameKind.DATA ? limit : kind.isAudio() ? limit / 8 * 7L : limit / 4 * 3L;
        return waiting == 0 || waiting + length <= upTo;
    }
}
