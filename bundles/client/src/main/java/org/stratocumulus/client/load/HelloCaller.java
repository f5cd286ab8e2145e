package org.stratocumulus.client.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.protocol.chunk.ChunkType;

/**
 * Sends IHellos from a few sockets in turn and counts what answers them (RFC 7016 sections 2.3.2, 2.3.4 and 2.3.5). The datagrams are
 * made beforehand, one for each discriminator, so that a caller costs less than any server. With one socket alone a server could put
 * neighbouring answers, which all have one destination, into one send, as it never can in earnest. For one thread.
 */
final class HelloCaller implements AutoCloseable {
    private static final int SOCKETS = 32;
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final double NANOS = 1e9;
    /** Hellos that are not answered within this time are lost. */
    private static final long PATIENCE_NANOS = 200_000_000;
    private static final int NAP_MILLIS = 1;

    private final DatagramChannel[] channels = new DatagramChannel[SOCKETS];
    private final Selector selector;
    private final HelloWire wire = new HelloWire();
    private final SplittableRandom random = new SplittableRandom();
    private final ByteBuffer[] hellos;
    /** Whether a Responder Hello is an answer, too: a peer that a hello was forwarded to sends one of its own. */
    private final boolean toServer;
    private final int window;
    private final double perSecond;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(HelloWire.ROOM);
    private final Consumer<SelectionKey> takes = this::take;
    private int next;
    private int speaker;
    private int underWay;
    private long answered;
    private long lost;
    private long firstAnswer;

    /**
     * What came of a run.
     *
     * @param lost hellos without an answer
     * @param firstAnswer moment of the first answer, milliseconds since 1970; 0 without any
     */
    record Figures(long sent, long answered, long lost, double seconds, long firstAnswer) {
    }

    private HelloCaller(InetSocketAddress server, boolean toServer, List<FlashDiscriminator> discriminators, int window, double perSecond)
            throws IOException {
        this.toServer = toServer;
        this.hellos = discriminators.stream().map(this::hello).toArray(ByteBuffer[]::new);
        this.window = window;
        this.perSecond = perSecond;
        selector = Selector.open();
        for (int i = 0; i < SOCKETS; i++) {
            channels[i] = DatagramChannel.open();
            channels[i].setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channels[i].connect(server).configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
    }

    /** Asks a server for itself, by a URI. @param window hellos under way at once @param perSecond hellos per second at most */
    static HelloCaller forServer(InetSocketAddress server, String uri, int window, double perSecond) throws IOException {
        return new HelloCaller(server, true, List.of(FlashDiscriminator.forUri(uri)), window, perSecond);
    }

    /** Asks a server for peers, one after the other; only its own answers count. */
    static HelloCaller forPeers(InetSocketAddress server, List<PeerId> peers, int window, double perSecond) throws IOException {
        return new HelloCaller(server, false, peers.stream().map(FlashDiscriminator::forPeer).toList(), window, perSecond);
    }

    private ByteBuffer hello(FlashDiscriminator discriminator) {
        byte[] tag = new byte[HelloWire.TAG_LENGTH];
        random.nextBytes(tag);
        ByteBuffer datagram = ByteBuffer.allocateDirect(HelloWire.ROOM);
        wire.write(discriminator, tag, datagram);
        return datagram.flip();
    }

    /** Says hello for so long. */
    Figures run(double seconds, Progress progress) throws IOException {
        return run(seconds, false, progress);
    }

    /** Says hello until the first answer comes, but no longer than this. */
    Figures runToFirstAnswer(double seconds, Progress progress) throws IOException {
        return run(seconds, true, progress);
    }

    private Figures run(double seconds, boolean toFirst, Progress progress) throws IOException {
        answered = 0;
        lost = 0;
        firstAnswer = 0;
        long sent = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * NANOS);
        long heardAt = start;
        for (long now = start; (now < end || underWay > 0) && !(toFirst && answered > 0); now = System.nanoTime()) {
            long due = now >= end ? sent : (long) Math.min(Long.MAX_VALUE, perSecond * ((now - start) / NANOS) + 1);
            for (; underWay < window && sent < due; sent++) {
                say();
            }
            if (listen(underWay < window && sent < due ? 0 : NAP_MILLIS)) {
                heardAt = now;
            } else if (now - heardAt > PATIENCE_NANOS) {
                lost += underWay;
                underWay = 0;
                heardAt = now;
            }
            progress.tick(() -> answered + " answers, " + lost + " lost");
        }
        return new Figures(sent, answered, lost, (System.nanoTime() - start) / NANOS, firstAnswer);
    }

    private void say() throws IOException {
        try {
            channels[speaker].write(hellos[next].rewind());
        } catch (PortUnreachableException nobodyListens) {
            // the hello is lost, like any other without an answer
        }
        next = next + 1 == hellos.length ? 0 : next + 1;
        speaker = (speaker + 1) % SOCKETS;
        underWay++;
    }

    /** Takes what is there, or waits a moment for it. @return whether there was an answer */
    private boolean listen(int millis) throws IOException {
        long before = answered;
        if (millis == 0) {
            selector.selectNow(takes);
        } else {
            selector.select(takes, millis);
        }
        return answered > before;
    }

    private void take(SelectionKey ready) {
        DatagramChannel channel = (DatagramChannel) ready.channel();
        try {
            while (channel.read(answer.clear()) > 0) {
                if (isAnswer(wire.firstChunk(answer.flip()))) {
                    firstAnswer = answered++ == 0 ? System.currentTimeMillis() : firstAnswer;
                    underWay = Math.max(0, underWay - 1);
                }
            }
        } catch (PortUnreachableException nobodyListens) {
            // the hello is lost, like any other without an answer
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAnswer(int chunk) {
        return chunk == ChunkType.REDIRECT || toServer && chunk == ChunkType.RHELLO;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
