package org.stratocumulus.localconsole.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * One unit of the conversation: kind (1 byte), length of the payload (4 bytes, big-endian), payload. The caller sends one
 * {@link Kind#COMMAND}; the server answers with any number of {@link Kind#OUTPUT} and {@link Kind#ERROR} and ends with one
 * {@link Kind#EXIT}.
 *
 * @param payload UTF-8 text; the status as decimal text in an EXIT; at most {@link #MAX_PAYLOAD} bytes
 */
record Frame(Kind kind, byte[] payload) {
    /** Longest payload, in bytes: longer output takes several frames, a longer command is refused. */
    static final int MAX_PAYLOAD = 64 * 1024;

    private static final int HEADER = 5;

    enum Kind { COMMAND, OUTPUT, ERROR, EXIT }

    Frame {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("longer than " + MAX_PAYLOAD + " bytes: " + payload.length);
        }
    }

    static Frame of(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Frames of several threads do not mix. */
    void writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length);
        bytes.put((byte) kind.ordinal()).putInt(payload.length).put(payload).flip();
        synchronized (channel) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** @throws EOFException when the other end is gone; ProtocolException when it does not speak frames */
    static Frame readFrom(ReadableByteChannel channel) throws IOException {
        ByteBuffer header = read(channel, HEADER);
        int kind = header.get();
        int length = header.getInt();
        if (kind < 0 || kind >= Kind.values().length || length < 0 || length > MAX_PAYLOAD) {
            throw new ProtocolException("not a frame: kind " + kind + ", length " + length);
        }
        return new Frame(Kind.values()[kind], read(channel, length).array());
    }

    private static ByteBuffer read(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
