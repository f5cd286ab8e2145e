package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;

/**
 * Asks one server, at a steady rate, for peers that nobody has: each hello has a new random peer id and tag (RFC 7016 section 2.3.2). One
 * socket, one thread of its own, from {@link #begin} to {@link #end}. What comes back is counted, with its bytes: that is what the server
 * would reflect to whom the hellos claim to be from.
 */
final class Strangers implements AutoCloseable {
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final double NANOS = 1e9;
    private static final long NAP_NANOS = 300_000;
    /** Hellos in a row before what came back is looked at. */
    private static final int RUN = 64;

    private final DatagramChannel channel;
    private final double perSecond;
    private final Thread thread = new Thread(this::run, "rtmfp-load-strangers");
    private final HelloWire wire = new HelloWire();
    private final SplittableRandom random = new SplittableRandom();
    private final byte[] tag = new byte[HelloWire.TAG_LENGTH];
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(HelloWire.ROOM);
    private volatile boolean ending;
    private volatile IOException broken;
    private long sent;
    private long bytes;
    private long answers;
    private long answerBytes;
    private long nanos;

    /**
     * What came of it.
     *
     * @param bytes of the hellos, UDP payload only
     * @param answers datagrams that came back
     * @param answerBytes of them, UDP payload only
     */
    record Figures(long sent, long bytes, long answers, long answerBytes, double seconds) {
        void write(JsonLine result) {
            result.put("unknownSent", sent).put("unknownPerSecond", sent / seconds, 1).put("unknownBytes", bytes)
                .put("unknownAnswers", answers).put("unknownAnswerBytes", answerBytes);
        }
    }

    /** @param perSecond hellos per second; infinity for as many as this machine sends */
    Strangers(InetSocketAddress server, double perSecond) throws IOException {
        this.perSecond = perSecond;
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.connect(server).configureBlocking(false);
    }

    void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops, and tells what came of it. @throws IOException when nothing could be sent any more */
    Figures end() throws IOException, InterruptedException {
        ending = true;
        thread.join();
        if (broken != null) {
            throw broken;
        }
        return new Figures(sent, bytes, answers, answerBytes, nanos / NANOS);
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!ending) {
                double due = perSecond * ((System.nanoTime() - start) / NANOS);
                for (int i = 0; i < RUN && sent < due; i++) {
                    say();
                }
                listen();
                if (sent >= due) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
        } catch (IOException e) {
            broken = e;
        }
        nanos = System.nanoTime() - start;
    }

    private void say() throws IOException {
        random.nextBytes(tag);
        PeerId nobody = new PeerId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        wire.write(FlashDiscriminator.forPeer(nobody), tag, datagram.clear());
        int written = write(datagram.flip());
        if (written > 0) {
            sent++;
            bytes += written;
        }
    }

    private int write(ByteBuffer hello) throws IOException {
        try {
            return channel.write(hello);
        } catch (PortUnreachableException nobodyListens) {
            return hello.limit(); // it has gone, in vain
        }
    }

    private void listen() throws IOException {
        try {
            for (int read = channel.read(datagram.clear()); read > 0; read = channel.read(datagram.clear())) {
                answers++;
                answerBytes += read;
            }
        } catch (PortUnreachableException nobodyListens) {
            // nothing has come
        }
    }

    @Override
    public void close() throws IOException {
        ending = true;
        channel.close();
    }
}
