package org.stratocumulus.cluster.internal.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.wire.Outbox;

/**
 * One TCP connection. Whatever was sent since the last turn of the loop leaves as one write; while the socket takes nothing, the rest
 * stays in the link's outbox, which is bounded.
 */
final class TcpCarrier extends ChannelInboundHandlerAdapter implements Carrier {
    private static final int LINGER_SECONDS = 2;
    /** What the allocator has in stock. */
    private static final int PIECE = 64 * 1024;

    private final Channel channel;
    private final byte[] scratch;
    private final LongSupplier clock;
    private Link link;

    /** @param scratch where bytes are put while the link reads them; may be shared by all of one loop */
    TcpCarrier(Channel channel, byte[] scratch, LongSupplier clock) {
        this.channel = channel;
        this.scratch = scratch;
        this.clock = clock;
    }

    /** Feeds this link from now on. */
    void feed(Link fed) {
        link = fed;
    }

    @Override
    public void wake() {
        try {
            channel.eventLoop().execute(this::drain);
        } catch (RejectedExecutionException e) { // the loop has ended, and with it the connection
            channel.close();
        }
    }

    @Override
    public void close() {
        if (link != null && channel.isActive()) {
            write(link.outbox());
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (channel.isOpen()) {
            channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void drain() {
        if (link == null || !channel.isActive()) {
            return;
        }
        Outbox outbox = link.outbox();
        boolean some = false;
        while (channel.isWritable()) {
            int length = write(outbox);
            if (length == 0) {
                break;
            }
            some = true;
            link.taken(length);
        }
        if (some) {
            channel.flush();
        }
    }

    private int write(Outbox outbox) {
        int length = outbox.drain();
        if (length > 0) {
            for (int offset = 0; offset < length; offset += PIECE) {
                int size = Math.min(PIECE, length - offset);
                channel.write(channel.alloc().directBuffer(size).writeBytes(outbox.array(), offset, size), channel.voidPromise());
            }
        }
        return length;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable() && link != null) {
                int length = Math.min(in.readableBytes(), scratch.length);
                in.readBytes(scratch, 0, length);
                link.receive(scratch, 0, length, clock.getAsLong());
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (link != null) {
            link.lost("closed by the far end");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (link != null) {
            link.lost(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
        channel.close();
    }
}
