package org.stratocumulus.streams.internal;

/** What a client wants of a stream, whatever it plays: set by receiveAudio, receiveVideo, pause and setBufferTime. Confined to a loop. */
final class Reception {
    private boolean audio = true;
    private boolean video = true;
    private boolean paused;
    private long bufferMillis;

    boolean audio() {
        return audio && !paused;
    }

    boolean video() {
        return video && !paused;
    }

    boolean paused() {
        return paused;
    }

    /** The client's buffer time in ms, 0 when it never told. */
    long bufferMillis() {
        return bufferMillis;
    }

    void audio(boolean wanted) {
        audio = wanted;
    }

    void video(boolean wanted) {
        video = wanted;
    }

    void paused(boolean now) {
        paused = now;
    }

    void bufferMillis(long millis) {
        bufferMillis = millis;
    }
}
