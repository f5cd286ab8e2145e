package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.crypto.SessionKeys;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.IHello;
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
    /** How long others may still answer when a candidate was unacceptable: time for three more hellos to each. */
    static final long OTHERS_MILLIS = 10_000;

    private final LoopEngine engine;
    private final LoopContext context;
    private final EndpointDiscriminator discriminator;
    private final Tag tag;
    private final SessionListener listener;
    private final CompletableFuture<Session> result;
    private final Candidates candidates = new Candidates();
    private final Alarms.Alarm alarm;
    private volatile SessionState state = SessionState.IHELLO_SENT;
    /** Null before {@code KEYING_SENT}. */
    private volatile KeyingSent keying;
    /** The ultimate open timeout. */
    private long giveUpAt;
    /** When to give up waiting for an RHello: sooner after one that was unacceptable. */
    private long answersBy;
    /** Whom keying could not begin with, and why; null if nobody. */
    private String unacceptable;

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
        answersBy = giveUpAt;
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

    /** The receive session id; 0 before {@code KEYING_SENT}. */
    int id() {
        return keying == null ? 0 : keying.id();
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
        KeyingSent chosen = keying;
        return chosen != null ? far.overrides(chosen.responder()) : discriminator.selects(far);
    }

    void redirect(InetSocketAddress from, Redirect redirect) {
        if (state != SessionState.IHELLO_SENT) {
            return;
        }
        if (redirect.isImplied()) {
            addCandidate(from);
        } else {
            candidates.answered(from);
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
        try {
            CryptographyProfile profile = context.parts().profile();
            Certificate certificate = profile.decodeCertificate(hello.responderCertificate());
            if (discriminator.selects(certificate)) {
                profile.requireAgreement(certificate);
                choose(from, hello.cookie(), certificate);
            }
        } catch (CryptoException e) {
            context.count(Counter.KEYING_REFUSED);
            unacceptable(from, e.getMessage());
        }
    }

    /** The attempt goes on while another candidate may answer, for {@link #OTHERS_MILLIS} at most. */
    private void unacceptable(InetSocketAddress from, String why) {
        unacceptable = from + ": " + why;
        candidates.answered(from);
        if (candidates.allAnswered()) {
            fail(CloseReason.OPEN_FAILED, unacceptable);
        } else {
            answersBy = Math.min(answersBy, context.now() + OTHERS_MILLIS);
            rang();
        }
    }

    private void choose(InetSocketAddress from, byte[] cookie, Certificate certificate) {
        OpenSession other = context.parts().directory().find(certificate.fingerprint());
        // RFC 7016 3.5.1.1.1, item 1: this session is a duplicate
        if (other != null && discriminator.selects(other.farCertificate())
                || !context.parts().openings().beginKeying(certificate.fingerprint(), this)) {
            fail(CloseReason.DUPLICATE, "there is a session with " + certificate.fingerprint() + " already");
            return;
        }
        keying = new KeyingSent(this, context.sessions().newId(), from, certificate, cookie);
        state = SessionState.KEYING_SENT;
        context.parts().openings().addAddress(from, this);
        context.sessions().put(keying.id(), this);
        alarm.set(giveUpAt);
        keying.begin();
    }

    void cookieChange(RHelloCookieChange change) {
        if (state == SessionState.KEYING_SENT) {
            keying.cookieChange(change);
        }
    }

    void responderKeying(RIKeying answer) {
        if (state == SessionState.KEYING_SENT) {
            keying.responderKeying(answer);
        }
    }

    /** Keying is done. */
    void open(int sendId, SessionKeys keys) {
        if (!context.parts().directory().reserve(context.options().sessions())) {
            fail(CloseReason.OPEN_FAILED, "the endpoint has as many sessions as it may");
            return;
        }
        finish(SessionState.OPEN);
        Established established = new Established(keying.id(), sendId, keying.responder(), keys, keying.farAddress());
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
                context.sessions().remove(keying.id());
            }
            finish(SessionState.OPEN_FAILED);
            context.count(Counter.OPENINGS_FAILED);
            String what = "no session with " + discriminator.ancillaryData().orElse("the peer") + ": " + why;
            context.guard(() -> result.completeExceptionally(new OpenFailedException(reason, what)));
        }
    }

    boolean isUnderWay() {
        return state == SessionState.IHELLO_SENT || state == SessionState.KEYING_SENT;
    }

    private void finish(SessionState last) {
        state = last;
        alarm.cancel();
        Openings openings = context.parts().openings();
        openings.remove(this);
        candidates.forEach(address -> openings.removeAddress(address, this));
        if (keying != null) {
            openings.removeAddress(keying.farAddress(), this);
            openings.endKeying(keying.responder().fingerprint(), this);
        }
    }

    private void addCandidate(InetSocketAddress address) {
        if (!address.isUnresolved() && address.getPort() != 0 && candidates.add(address, context.now())) {
            context.parts().openings().addAddress(address, this);
        }
    }

    private void rang() {
        long now = context.now();
        if (now >= (state == SessionState.IHELLO_SENT ? answersBy : giveUpAt)) {
            fail(CloseReason.OPEN_FAILED, unacceptable == null ? "nobody answered in time"
                    : "nobody else answered in time; " + unacceptable);
        } else if (state == SessionState.IHELLO_SENT) {
            for (InetSocketAddress address : candidates.due(now)) {
                context.output().startup(address, 0, new IHello(discriminator.encoded(), tag.bytes()));
            }
            alarm.set(Math.min(answersBy, candidates.next()));
        } else {
            alarm.set(giveUpAt);
            keying.repeat();
        }
    }

    /** Lets {@link KeyingSent#repeat} be called so much later, unless the attempt is over by then. */
    void ringIn(long millis) {
        alarm.set(Math.min(giveUpAt, context.now() + millis));
    }
}
