package org.stratocumulus.cluster.internal.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.node.LinkTransport;

/** Links over TCP, all on one thread named {@code cluster-link}; names are looked up on another. */
public final class TcpTransport implements LinkTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ = 64 * 1024;
    private static final int READS_PER_TURN = 4;
    /** What the kinds of socket wrap into words of their own. */
    private static final List<String> KNOWN = List.of("connection refused", "no route to host", "network is unreachable",
        "address already in use", "permission denied", "connection reset");
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final StreamSockets sockets = StreamSockets.best();
    private final MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("cluster-link", true), sockets.handlers());
    private final EventLoop loop = group.next();
    private final ThreadPoolExecutor resolvers = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2048),
        new DefaultThreadFactory("cluster-resolve", true));
    private final byte[] scratch = new byte[READ];
    private Channel listener;

    /** Starts the thread. */
    public TcpTransport() {
        resolvers.allowCoreThreadTimeOut(true);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Runs a task on the loop again and again. */
    public void every(long millis, Runnable task) {
        loop.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException e) { // an exception would end the schedule
                LOG.error("the cluster's clock has failed once", e);
            }
        }, 0, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void resolve(String host, BiConsumer<List<InetAddress>, String> then) {
        try {
            resolvers.execute(() -> {
                List<InetAddress> found = List.of();
                String problem = null;
                try {
                    found = List.of(InetAddress.getAllByName(host));
                } catch (UnknownHostException | SecurityException e) {
                    problem = "unknown host";
                }
                answer(then, found, problem);
            });
        } catch (RejectedExecutionException e) {
            answer(then, List.of(), "too many names to look up");
        }
    }

    private void answer(BiConsumer<List<InetAddress>, String> then, List<InetAddress> found, String problem) {
        try {
            loop.execute(() -> then.accept(found, problem));
        } catch (RejectedExecutionException e) {
            LOG.trace("the loop has ended before a name was looked up", e);
        }
    }

    @Override
    public void dial(InetSocketAddress to, Dialled then) {
        Bootstrap bootstrap = new Bootstrap().group(loop).channelFactory(sockets::client)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(READS_PER_TURN))
            .handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new TcpCarrier(channel, scratch, TcpTransport.this::now));
                }
            });
        bootstrap.connect(to).addListener(done -> {
            ChannelFuture future = (ChannelFuture) done;
            if (!future.isSuccess()) {
                then.failed(reason(future.cause()));
                return;
            }
            TcpCarrier carrier = future.channel().pipeline().get(TcpCarrier.class);
            Link link = carrier == null ? null : then.connected(carrier);
            if (carrier == null) {
                then.failed("closed while connecting");
            } else if (link == null) {
                future.channel().close();
            } else {
                carrier.feed(link);
            }
        });
    }

    @Override
    public void listen(int port, Acceptor acceptor, BiConsumer<Integer, String> then) {
        if (port == 0) {
            closeListener();
            then.accept(0, null);
            return;
        }
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channelFactory(sockets::server)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(READS_PER_TURN))
            .childHandler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    accepted(channel, acceptor);
                }
            });
        bootstrap.bind(port).addListener(done -> {
            ChannelFuture future = (ChannelFuture) done;
            if (future.isSuccess()) {
                closeListener();
                listener = future.channel();
                then.accept(((InetSocketAddress) listener.localAddress()).getPort(), null);
            } else {
                then.accept(listener == null ? 0 : ((InetSocketAddress) listener.localAddress()).getPort(), reason(future.cause()));
            }
        });
    }

    private void accepted(Channel channel, Acceptor acceptor) {
        TcpCarrier carrier = new TcpCarrier(channel, scratch, this::now);
        Link link = channel.remoteAddress() instanceof InetSocketAddress from ? acceptor.accept(from, carrier) : null;
        if (link == null) {
            channel.close(); // before a byte is read
            return;
        }
        carrier.feed(link);
        channel.pipeline().addLast(carrier);
    }

    private void closeListener() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof ConnectTimeoutException) {
            return "no answer within " + CONNECT_MILLIS + " ms";
        }
        for (String known : KNOWN) {
            if (text.toLowerCase(Locale.ROOT).contains(known)) {
                return known;
            }
        }
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    /** Ends the thread; what is still to be written has two seconds. */
    @Override
    public void close() {
        resolvers.shutdownNow();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
