package org.stratocumulus.localconsole.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Sends what is written to it as frames of one kind, when full or flushed. Not for several threads; several streams may share a channel. */
final class FrameStream extends OutputStream {
    private static final int BUFFER = 8192;

    private final Frame.Kind kind;
    private final WritableByteChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    FrameStream(Frame.Kind kind, WritableByteChannel channel) {
        this.kind = kind;
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        if (used == BUFFER) {
            flush();
        }
        buffer[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int next = offset;
        int left = length;
        while (left > 0) {
            if (used == BUFFER) {
                flush();
            }
            int part = Math.min(left, BUFFER - used);
            System.arraycopy(bytes, next, buffer, used, part);
            used += part;
            next += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        if (used > 0) {
            Frame frame = new Frame(kind, Arrays.copyOf(buffer, used));
            used = 0;
            frame.writeTo(channel);
        }
    }
}
