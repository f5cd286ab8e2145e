package org.stratocumulus.streams.internal;

/** Closed until a key frame comes, so that nobody is given video that cannot be decoded. Confined to a loop. */
final class KeyFrameGate {
    private boolean open;

    /** Whether a frame may pass; a key frame opens the gate. What is no inter frame passes always. */
    boolean passes(FrameKind kind) {
        if (kind == FrameKind.VIDEO_KEY) {
            open = true;
        }
        return open || kind != FrameKind.VIDEO_INTER;
    }

    /** A frame is missing from here on. */
    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }
}
