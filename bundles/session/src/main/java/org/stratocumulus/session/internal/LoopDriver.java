package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.internal.startup.CookieJar;
import org.stratocumulus.session.internal.time.Alarms;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** Feeds an engine from its loop: datagrams, batch ends and deadlines. Confined to the loop. */
public final class LoopDriver implements DatagramHandler {
    private final LoopEngine engine;
    private final DatagramLoop loop;
    private final Runnable deadline = this::rang;
    private EventLoop.Timer timer;
    private long timerAt = Alarms.NEVER;

    public LoopDriver(EndpointParts parts, DatagramLoop loop, EndpointOptions options, SecureRandom random, CookieJar cookies) {
        this.loop = loop;
        this.engine = new LoopEngine(parts, loop, options, random, cookies, this::turn);
    }

    public LoopEngine engine() {
        return engine;
    }

    public LoopContext context() {
        return engine.context();
    }

    @Override
    public void received(InetSocketAddress from, byte[] data, int offset, int length) {
        engine.datagram(loop.now(), from, data, offset, length);
    }

    @Override
    public void batchEnd() {
        turn();
    }

    /** One turn, then the timer for the next deadline. A timer that is early does no harm and is left alone. */
    public void turn() {
        long now = loop.now();
        engine.turn(now);
        long next = engine.nextDeadline();
        if (next < timerAt) {
            if (timer != null) {
                timer.cancel();
            }
            timerAt = next;
            timer = loop.schedule(next - now, deadline);
        }
    }

    private void rang() {
        timer = null;
        timerAt = Alarms.NEVER;
        turn();
    }
}
