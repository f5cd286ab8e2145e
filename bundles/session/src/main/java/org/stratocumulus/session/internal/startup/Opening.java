package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.SessionKeys;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RHelloCookieChange;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.protocol.chunk.Redirect;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.OpenFailedException;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.Established;
import org.stratocumulus.session.internal.LoopContext;
import org.stratocumulus.session.internal.LoopEngine;
import org.stratocumulus.session.internal.OpenSession;
import org.stratocumulus.session.internal.PacketReceiver;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * A session that this end opens, until it is open (RFC 7016 section 3.5.1.1.1). Confined to its loop except where said.
 *
 * <pre>
 *  IHELLO_SENT --RHello--> KEYING_SENT --RIKeying--> an {@link OpenSession}
 *       |                       |
 *       +-- timeout, glare, duplicate, cancel --> OPEN_FAILED
 * </pre>
 */
public final class Opening implements PacketReceiver {
    private final LoopEngine engine;
    private final LoopContext context;
    private final EndpointDiscriminator discriminator;
    private final Tag tag;
    private final SessionListener listener;
    private final CompletableFuture<Session> result;
    private final Candidates candidates = new Candidates();
    private final Alarms.Alarm alarm;
    private volatile SessionState state = SessionState.IHELLO_SENT;
    private volatile Certificate responder;
    private long giveUpAt;
    private InetSocketAddress farAddress;
    private int id;
    private byte[] cookie;
    private boolean cookieChanged;
    private InitiatorKeying keying;
    private IIKeying sentKeying;
    private long interval;
    private boolean combining;

    public Opening(LoopEngine engine, EndpointDiscriminator discriminator, byte[] tag, SessionListener listener,
            CompletableFuture<Session> result) {
        this.engine = engine;
        this.context = engine.context();
        this.discriminator = discriminator;
        this.tag = Tag.of(tag);
        this.listener = listener;
        this.result = result;
        this.alarm = context.alarms().alarm(this::rang);
    }

    /** Says hello to the first candidates. */
    public void begin(Collection<InetSocketAddress> addresses) {
        giveUpAt = context.now() + context.options().openTimeoutMillis();
        context.parts().openings().add(this);
        for (InetSocketAddress address : addresses) {
            addCandidate(address);
        }
        result.whenComplete((session, failure) -> context.post(() -> fail(CloseReason.NEAR_CLOSE, "cancelled")));
        if (candidates.next() == Alarms.NEVER) {
            fail(CloseReason.OPEN_FAILED, "no address to say hello to");
        } else {
            rang();
        }
    }

    Tag tag() {
        return tag;
    }

    int id() {
        return id;
    }

    /** The loop it belongs to. Any thread. */
    public LoopContext context() {
        return context;
    }

    @Override
    public void datagram(InetSocketAddress from, byte[] data, int offset, int length) {
        engine.startupInput().packet(from, this, data, offset, length);
    }

    /** Whether an IIKeying with this certificate comes from the end that this opening looks for. Any thread. */
    boolean isFor(Certificate far) {
        Certificate chosen = responder;
        return chosen != null ? far.overrides(chosen) : discriminator.selects(far);
    }

    void redirect(InetSocketAddress from, Redirect redirect) {
        if (state != SessionState.IHELLO_SENT) {
            return;
        }
        if (redirect.isImplied()) {
            addCandidate(from);
        }
        for (Address destination : redirect.redirectDestinations()) {
            addCandidate(destination.socketAddress());
        }
        rang();
    }

    void responderHello(InetSocketAddress from, RHello hello) {
        if (state != SessionState.IHELLO_SENT) {
            return;
        }
        Certificate certificate;
        try {
            certificate = context.parts().profile().decodeCertificate(hello.responderCertificate());
        } catch (CryptoException e) {
            context.count(Counter.KEYING_REFUSED);
            return;
        }
        if (discriminator.selects(certificate)) {
            choose(from, hello.cookie(), certificate);
        }
    }

    private void choose(InetSocketAddress from, byte[] newCookie, Certificate certificate) {
        OpenSession other = context.parts().directory().find(certificate.fingerprint());
        // RFC 7016 3.5.1.1.1, item 1: this session is a duplicate
        if (other != null && discriminator.selects(other.farCertificate())
                || !context.parts().openings().beginKeying(certificate.fingerprint(), this)) {
            fail(CloseReason.DUPLICATE, "there is a session with " + certificate.fingerprint() + " already");
            return;
        }
        state = SessionState.KEYING_SENT;
        responder = certificate;
        farAddress = from;
        context.parts().openings().addAddress(from, this);
        cookie = newCookie;
        id = context.sessions().newId();
        context.sessions().put(id, this);
        rang();
        inPool(() -> context.parts().profile().initiate(certificate), initiated -> {
            keying = initiated;
            sendKeying();
        });
    }

    void cookieChange(RHelloCookieChange change) {
        // RFC 7016 3.5.1.2: SHOULD NOT change the cookie for a session more than once
        if (keying != null && !cookieChanged && Arrays.equals(change.oldCookie(), cookie)) {
            cookieChanged = true;
            cookie = change.newCookie();
            sentKeying = null;
            interval = 0;
            sendKeying();
        }
    }

    void responderKeying(RIKeying answer) {
        if (keying == null || combining || answer.responderSessionId() == 0) {
            return;
        }
        byte[] signed = answer.signedParameters(keying.initiatorComponent());
        if (!context.parts().profile().verify(responder, signed, answer.signature())) {
            context.count(Counter.KEYING_REFUSED);
            return;
        }
        combining = true;
        InitiatorKeying mine = keying;
        inPool(() -> mine.combine(answer.sessionKeyResponderComponent()), keys -> open(answer.responderSessionId(), keys));
    }

    private void open(int sendId, SessionKeys keys) {
        if (!context.parts().directory().reserve(context.options().sessions())) {
            fail(CloseReason.OPEN_FAILED, "the endpoint has as many sessions as it may");
            return;
        }
        finish(SessionState.OPEN);
        Established established = new Established(Session.Role.INITIATOR, id, sendId, responder, keys, farAddress);
        OpenSession session = new OpenSession(engine, established, null);
        session.listener(listener);
        session.enter();
        context.guard(() -> listener.opened(session));
        context.guard(() -> result.complete(session));
    }

    /** Ends the attempt, unless it has ended. */
    public void fail(CloseReason reason, String why) {
        if (isUnderWay()) {
            if (state == SessionState.KEYING_SENT) {
                context.sessions().remove(id);
            }
            finish(SessionState.OPEN_FAILED);
            context.count(Counter.OPENINGS_FAILED);
            String what = "no session with " + discriminator.ancillaryData().orElse("the peer") + ": " + why;
            context.guard(() -> result.completeExceptionally(new OpenFailedException(reason, what)));
        }
    }

    private boolean isUnderWay() {
        return state == SessionState.IHELLO_SENT || state == SessionState.KEYING_SENT;
    }

    private void finish(SessionState last) {
        state = last;
        alarm.cancel();
        Openings openings = context.parts().openings();
        openings.remove(this);
        candidates.forEach(address -> openings.removeAddress(address, this));
        if (responder != null) {
            openings.removeAddress(farAddress, this);
            openings.endKeying(responder.fingerprint(), this);
        }
    }

    private void addCandidate(InetSocketAddress address) {
        if (!address.isUnresolved() && address.getPort() != 0 && candidates.add(address, context.now())) {
            context.parts().openings().addAddress(address, this);
        }
    }

    private void rang() {
        long now = context.now();
        if (now >= giveUpAt) {
            fail(CloseReason.OPEN_FAILED, "nobody answered in time");
        } else if (state == SessionState.IHELLO_SENT) {
            for (InetSocketAddress address : candidates.due(now)) {
                context.output().startup(address, 0, new IHello(discriminator.encoded(), tag.bytes()));
            }
            alarm.set(Math.min(giveUpAt, candidates.next()));
        } else if (keying != null) {
            sendKeying();
        } else {
            alarm.set(giveUpAt);
        }
    }

    private void sendKeying() {
        if (sentKeying == null) {
            byte[] certificate = context.parts().profile().nearCertificate().encoded();
            IIKeying unsigned = IIKeying.unsigned(id, cookie, certificate, keying.initiatorComponent());
            sentKeying = unsigned.withSignature(context.parts().profile().sign(unsigned.signedParameters()));
        }
        context.output().startup(farAddress, 0, sentKeying);
        interval += Candidates.BACKOFF_MILLIS;
        alarm.set(Math.min(giveUpAt, context.now() + interval));
    }

    /** Does costly keying off the loop and goes on with the result; a component that is not acceptable is waited out. */
    private <T> void inPool(Supplier<T> costly, Consumer<T> then) {
        try {
            context.parts().keyingPool().execute(() -> {
                try {
                    T value = costly.get();
                    context.post(() -> result(() -> then.accept(value)));
                } catch (RuntimeException e) {
                    context.post(() -> refused(e));
                }
            });
        } catch (RejectedExecutionException e) {
            fail(CloseReason.OPEN_FAILED, "the keying pool is saturated");
        }
    }

    private void result(Runnable then) {
        combining = false;
        if (isUnderWay()) {
            then.run();
        }
    }

    private void refused(RuntimeException e) {
        combining = false;
        context.count(Counter.KEYING_REFUSED);
        if (keying == null) {
            fail(CloseReason.OPEN_FAILED, "no common key agreement: " + e.getMessage());
        }
    }
}
