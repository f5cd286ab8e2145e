package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with nothing in it: who sends it {@value #GREETING} bytes is remembered, and whatever else comes goes to all of those. One thread, which ends
 * when the socket is closed.
 */
final class Mirror implements AutoCloseable {
    /** Length of the datagram that greets. */
    static final int GREETING = 4;
    static final int MAX_REMEMBERED = 10_000;
    private static final int ROOM = 65_536;
    private static final int SOCKET_BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final List<InetSocketAddress> remembered = new ArrayList<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(ROOM);

    Mirror(InetSocketAddress address) throws IOException {
        channel = DatagramChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER)
            .setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER).bind(address);
        Thread thread = new Thread(this::reflect, "rtmfp-load-mirror");
        thread.setDaemon(true);
        thread.start();
    }

    private void reflect() {
        try {
            while (true) {
                InetSocketAddress from = (InetSocketAddress) channel.receive(datagram.clear());
                datagram.flip();
                if (datagram.remaining() == GREETING) {
                    remember(from);
                } else {
                    for (InetSocketAddress one : remembered) {
                        channel.send(datagram.rewind(), one);
                    }
                }
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void remember(InetSocketAddress from) throws IOException {
        if (!remembered.contains(from) && remembered.size() < MAX_REMEMBERED) {
            remembered.add(from);
        }
        channel.send(datagram.rewind(), from);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
