package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.SessionKeys;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.FIHello;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.session.SessionStats;
import org.stratocumulus.session.internal.flow.FlowLimits;
import org.stratocumulus.session.internal.flow.Flows;
import org.stratocumulus.session.internal.flow.RoundTrip;

/**
 * A session from OPEN on (RFC 7016 section 3.5): who the two ends are, its state, and the one place where that changes. The
 * time it waits for is in {@link Lifetime}, what comes in goes through {@link SessionInput}, what goes out through
 * {@link SessionOutput}; both belong to the loop, so that a session stays small.
 */
public final class OpenSession implements Session, PacketReceiver {
    /** How long datagrams of an attempt that lost in glare may still be on their way. */
    static final long GLARE_REMAINS_MILLIS = 5_000;

    final RoundTrip roundTrip = new RoundTrip();
    final Traffic traffic = new Traffic();
    /** Bytes of the largest datagram: as at the opening, unless the path is found to carry more. */
    int maxPacket;
    /** Path MTU discovery; null where datagrams are not to become larger. */
    final PathDiscovery path;
    /** The next older open session with the same peer; guarded by {@link Directory}. */
    volatile OpenSession olderOfPeer;
    /** When the far end last sent a Time Critical Reverse Notification. */
    long timeCriticalReverseAt = Long.MIN_VALUE / 2;
    /** Whether it stands in line to transmit. */
    boolean isReady;

    private final LoopEngine engine;
    private final int id;
    private final int sendId;
    private final Certificate farCertificate;
    private final SessionKeys keys;
    private final RepeatedKeying keying;
    private final Lifetime lifetime;
    /** DESTADDR; changed on the loop only. */
    private volatile InetSocketAddress farAddress;
    /** Made with the first check of another address. */
    private MobilityTimes mobility;
    private volatile SessionState state = SessionState.OPEN;
    private SessionListener listener = SessionListener.NONE;
    private Flows flows;
    private CloseReason closeReason;

    /** @param keying the responder's memory of the IIKeying; null for an initiator */
    public OpenSession(LoopEngine engine, Established established, RepeatedKeying keying) {
        this.engine = engine;
        this.id = established.id();
        this.sendId = established.sendId();
        this.farCertificate = established.farCertificate();
        this.keys = established.keys();
        this.farAddress = established.farAddress();
        LoopContext context = context();
        this.maxPacket = context.options().maxPacket();
        int ceiling = context.options().pathMaxPacket();
        this.path = ceiling > maxPacket ? new PathDiscovery(this, context, ceiling) : null;
        this.keying = keying;
        this.lifetime = new Lifetime(this, keying != null);
    }

    /** Enters the session everywhere it can be found; room for it is reserved already. */
    public void enter() {
        context().sessions().put(id, this);
        context().parts().directory().opened(this);
        context().count(Counter.SESSIONS_OPENED);
        lifetime.begin();
    }

    @Override
    public void datagram(InetSocketAddress from, byte[] data, int offset, int length) {
        engine.sessionInput().packet(this, from, data, offset, length);
    }

    @Override
    public EventLoop loop() {
        return context().loop();
    }

    public LoopContext context() {
        return engine.context();
    }

    public LoopEngine engine() {
        return engine;
    }

    @Override
    public int id() {
        return id;
    }

    public int sendId() {
        return sendId;
    }

    @Override
    public Role role() {
        return keying == null ? Role.INITIATOR : Role.RESPONDER;
    }

    @Override
    public SessionState state() {
        return state;
    }

    public boolean isOpen() {
        return state == SessionState.OPEN;
    }

    /** Whether this end opened it so lately that an IIKeying of the far end may be the remains of glare. */
    public boolean isNewlyInitiated() {
        return role() == Role.INITIATOR && context().now() - lifetime.openedAt() < GLARE_REMAINS_MILLIS;
    }

    @Override
    public PeerId farPeerId() {
        return farCertificate.fingerprint();
    }

    @Override
    public Certificate farCertificate() {
        return farCertificate;
    }

    @Override
    public InetSocketAddress farAddress() {
        return farAddress;
    }

    MobilityTimes mobility() {
        if (mobility == null) {
            mobility = new MobilityTimes();
        }
        return mobility;
    }

    @Override
    public byte[] nearNonce() {
        return keys.nearNonce().clone();
    }

    @Override
    public byte[] farNonce() {
        return keys.farNonce().clone();
    }

    PacketCipher cipher() {
        return keys.cipher();
    }

    /** The memory of the IIKeying that opened this session, or null for an initiator. */
    public RepeatedKeying keying() {
        return keying;
    }

    Lifetime lifetime() {
        return lifetime;
    }

    @Override
    public void listener(SessionListener newListener) {
        listener = Objects.requireNonNull(newListener, "listener");
    }

    SessionListener listener() {
        return listener;
    }

    /** See {@link SessionListener#label}. */
    public String label() {
        return listener.label();
    }

    void wantTransmit() {
        if (!isReady && isOpen()) {
            isReady = true;
            context().wantsTransmit(this);
        }
    }

    @Override
    public SendFlow openFlow(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener flowListener) {
        if (!isOpen()) {
            throw new IllegalStateException("the session is " + state);
        }
        return flows().open(metadata, association, priority, flowListener);
    }

    /** The flows, made with the first one: most sessions of a rendezvous service never have any. */
    Flows flows() {
        if (flows == null) {
            flows = new Flows(new SessionFlowHost(this), FlowLimits.defaults());
        }
        return flows;
    }

    boolean hasFlows() {
        return flows != null;
    }

    @Override
    public void forwardHello(byte[] discriminator, Address replyAddress, byte[] tag) {
        if (isOpen()) {
            engine.sessionOutput().control(this, new FIHello(discriminator, replyAddress, tag));
        }
    }

    @Override
    public void keepalive(long periodMillis) {
        lifetime.keepalive(periodMillis);
    }

    @Override
    public void close() {
        if (isOpen()) {
            leaveOpen(SessionState.NEARCLOSE, CloseReason.NEAR_CLOSE);
        }
    }

    @Override
    public void closeAfterFlush(long deadlineMillis) {
        if (isOpen()) {
            lifetime.closeAfterFlush(deadlineMillis);
            closeIfFlushed();
        }
    }

    void closeIfFlushed() {
        if (isOpen() && lifetime.isFlushing() && (flows == null || flows.allDelivered())) {
            close();
        }
    }

    @Override
    public void abort() {
        abort(CloseReason.NEAR_CLOSE);
    }

    /** RFC 7016 3.5.5: abruptly, telling the far end. */
    public void abort(CloseReason reason) {
        if (state != SessionState.CLOSED) {
            engine.sessionOutput().closeAck(this);
            end(reason);
        }
    }

    /** Moves to CLOSED without a word, from whatever state. */
    public void end(CloseReason reason) {
        if (isOpen()) {
            leaveOpen(SessionState.CLOSED, reason);
        } else if (state != SessionState.CLOSED) {
            state = SessionState.CLOSED;
            vanish();
        }
    }

    /** RFC 7016 3.5.5: from OPEN to NEARCLOSE, FARCLOSE_LINGER or CLOSED; flows only exist in OPEN sessions. */
    void leaveOpen(SessionState next, CloseReason reason) {
        state = next;
        closeReason = reason;
        LoopContext context = context();
        context.parts().directory().left(this);
        context.count(Counter.SESSIONS_CLOSED);
        lifetime.leftOpen();
        if (path != null) {
            path.end();
        }
        if (next == SessionState.CLOSED) {
            vanish();
        } else if (next == SessionState.NEARCLOSE) {
            engine.sessionOutput().close(this);
        }
        context.hasEnded(this);
    }

    private void vanish() {
        lifetime.end();
        context().sessions().remove(id);
        context().parts().directory().release();
    }

    /** Ends the flows and tells the listener; the last that is heard of this session. */
    void settle() {
        if (flows != null) {
            context().guard(() -> flows.end(closeReason));
        }
        context().guard(() -> listener.closed(this, closeReason));
        listener = SessionListener.NONE;
    }

    /** RFC 7016 3.5.4.2: an authentic answer to the mobility check of this time came from there. */
    void proved(InetSocketAddress from, long time) {
        InetSocketAddress former = farAddress;
        if (mobility().proves(time) && !from.equals(former)) {
            farAddress = from;
            LoopContext context = context();
            context.parts().directory().moved(this, former);
            if (path != null) {
                path.pathChanged();
            }
            context.count(Counter.MOBILITY_MOVES);
            context.guard(() -> listener.addressChanged(this, former));
        }
    }

    @Override
    public SessionStats stats() {
        return traffic.stats(this, context().now());
    }
}
