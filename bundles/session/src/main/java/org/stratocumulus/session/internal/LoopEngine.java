package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.internal.startup.CookieJar;
import org.stratocumulus.session.internal.startup.Opening;
import org.stratocumulus.session.internal.startup.StartupInput;
import org.stratocumulus.transport.DatagramLoop;

/**
 * RFC 7016 section 3 for one loop. It is fed: datagrams and moments go in, datagrams come out, and {@link #nextDeadline}
 * tells when to feed the next moment. Nothing that comes in makes it throw. Confined to its loop.
 */
public final class LoopEngine {
    private static final int SECRET_LENGTH = 32;
    /** RFC 7016 2.2.4: a packet has at least its flags. */
    private static final int SHORTEST = SessionIds.SIZE + 1;

    private final LoopContext context;
    private final StartupInput startupInput;
    private final SessionOutput sessionOutput;
    private final SessionInput sessionInput;

    /**
     * @param cookies the jar of this loop
     * @param turn takes a {@link #turn} and sees to the next deadline; run on the loop after work that came from outside
     */
    LoopEngine(EndpointParts parts, DatagramLoop loop, EndpointOptions options, SecureRandom random, CookieJar cookies,
            Runnable turn) {
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        this.context = new LoopContext(parts, loop, options, random.nextLong(), turn);
        this.startupInput = new StartupInput(this, cookies);
        this.sessionOutput = new SessionOutput(context);
        this.sessionInput = new SessionInput(context, sessionOutput, startupInput.responder(), new MobilityCheck(secret));
    }

    public LoopContext context() {
        return context;
    }

    public StartupInput startupInput() {
        return startupInput;
    }

    SessionInput sessionInput() {
        return sessionInput;
    }

    SessionOutput sessionOutput() {
        return sessionOutput;
    }

    /** One datagram came in. What it calls for may leave at the next {@link #turn}. */
    public void datagram(long now, InetSocketAddress from, byte[] data, int offset, int length) {
        context.begin(now);
        context.count(Counter.DATAGRAMS_IN);
        try {
            demultiplex(from, data, offset, length);
        } catch (RuntimeException e) {
            context.failed(e);
        }
        context.settle();
    }

    /** RFC 7016 3.3. */
    private void demultiplex(InetSocketAddress from, byte[] data, int offset, int length) {
        if (length < SHORTEST) {
            context.count(Counter.DROPPED_SHORT);
            return;
        }
        int id = SessionIds.unscramble(data, offset, length);
        if (id == SessionIds.STARTUP) {
            startupInput.packet(from, null, data, offset, length);
            return;
        }
        PacketReceiver receiver = context.sessions().get(id);
        if (receiver == null) {
            context.count(Counter.DROPPED_SESSION_ID);
        } else {
            receiver.datagram(from, data, offset, length);
        }
    }

    /** Rings what is due and sends what may be sent. After the datagrams of a batch, at deadlines, and after tasks. */
    public void turn(long now) {
        context.begin(now);
        while (context.alarms().next() <= now) {
            ring(now);
        }
        context.settle();
        while (context.hasReady()) {
            OpenSession session = context.nextReady();
            session.isReady = false;
            try {
                sessionOutput.transmit(session);
                session.closeIfFlushed();
            } catch (RuntimeException e) {
                context.failed(e);
            }
            context.settle();
        }
        context.output().flush();
        context.end();
    }

    private void ring(long now) {
        try {
            context.alarms().ring(now);
        } catch (RuntimeException e) {
            context.failed(e);
        }
    }

    /** When {@link #turn} wants to be called, or {@link org.stratocumulus.session.internal.time.Alarms#NEVER}. */
    public long nextDeadline() {
        return context.alarms().next();
    }

    /** Applies other options. On the loop. */
    public void options(EndpointOptions options) {
        context.options(options);
        startupInput.responder().optionsChanged();
    }

    /** Closes all sessions abruptly and gives up all openings of this loop. On the loop. */
    public void shutdown() {
        for (Opening opening : context.parts().openings().all()) {
            if (opening.context() == context) {
                opening.fail(CloseReason.SHUTDOWN, "the endpoint is shut down");
            }
        }
        context.sessions().forEach(receiver -> {
            if (receiver instanceof OpenSession session) {
                session.abort(CloseReason.SHUTDOWN);
            }
        });
    }
}
