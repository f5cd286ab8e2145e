package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.RHelloCookieChange;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.EndpointParts;
import org.stratocumulus.session.internal.Established;
import org.stratocumulus.session.internal.LoopContext;
import org.stratocumulus.session.internal.LoopEngine;
import org.stratocumulus.session.internal.OpenSession;
import org.stratocumulus.session.internal.RepeatedKeying;
import org.stratocumulus.session.internal.TokenBucket;
import org.stratocumulus.session.spi.SessionAcceptor;

/**
 * Turns an IIKeying into a session (RFC 7016 sections 3.5.1.1.2 to 3.5.1.3). What is cheap is checked first; public-key
 * arithmetic happens in the keying pool, one piece per address and a bounded number in all. Confined to its loop.
 */
final class KeyingDesk {
    private final LoopEngine engine;
    private final LoopContext context;
    private final EndpointParts parts;
    private final CookieJar cookies;
    private final TokenBucket answers;
    private final TokenBucket handshakes;
    private final Set<InetSocketAddress> pending = new HashSet<>();
    private final AtomicInteger inPool = new AtomicInteger();

    /** @param answers limits what is sent to addresses that have proved nothing */
    KeyingDesk(LoopEngine engine, CookieJar cookies, TokenBucket answers) {
        this.engine = engine;
        this.context = engine.context();
        this.parts = context.parts();
        this.cookies = cookies;
        this.answers = answers;
        this.handshakes = new TokenBucket(context.share(context.options().handshakesPerSecond()), context.now());
    }

    void optionsChanged() {
        handshakes.rate(context.share(context.options().handshakesPerSecond()));
    }

    /** Whether so much keying is under way that no new hello should be answered. */
    boolean isCrowded() {
        return pending.size() >= Math.max(1, context.options().keyingQueue() * 3 / 4);
    }

    /** Keyings under way. */
    int pending() {
        return pending.size();
    }

    /** An IIKeying came in. */
    void keying(InetSocketAddress from, IIKeying keying) {
        context.count(Counter.KEYING_IN);
        switch (cookies.taste(keying.cookieEcho(), from, context.now())) {
            case VALID -> withCookie(from, keying);
            case OTHER_ADDRESS -> changeCookie(from, keying);
            case EXPIRED -> context.count(Counter.COOKIE_EXPIRED);
            case FORGED -> context.count(Counter.COOKIE_FORGED);
        }
    }

    /** RFC 7016 3.5.1.2. */
    private void changeCookie(InetSocketAddress from, IIKeying keying) {
        if (!answers.take(context.now())) {
            context.count(Counter.HELLO_LIMITED);
            return;
        }
        context.count(Counter.COOKIE_CHANGED);
        byte[] fresh = cookies.bake(from, context.now());
        context.output().startup(from, keying.initiatorSessionId(), new RHelloCookieChange(keying.cookieEcho(), fresh));
    }

    private void withCookie(InetSocketAddress from, IIKeying keying) {
        OpenSession there = parts.directory().at(from);
        if (there != null && there.context() != context) {
            // the session moved here from an address of another loop; that loop decides
            if (!there.context().handOver(() -> there.engine().startupInput().keying(from, keying))) {
                context.count(Counter.HANDOVER_REFUSED);
            }
        } else if (there != null && isRepetition(there, keying)) {
            answerAgain(from, there);
        } else if (pending.contains(from)) {
            context.count(Counter.KEYING_PENDING);
        } else if (keying.initiatorSessionId() == 0) {
            // RFC 7016 3.3: session ID 0 MUST NOT be used for an active session
            context.count(Counter.KEYING_REFUSED);
        } else {
            authenticate(from, keying, there);
        }
    }

    private static boolean isRepetition(OpenSession there, IIKeying keying) {
        return there.role() == Session.Role.RESPONDER && there.keying().isRepetition(keying);
    }

    private void answerAgain(InetSocketAddress to, OpenSession session) {
        context.count(Counter.KEYING_REPEATED);
        RIKeying answer = session.keying().answer();
        if (answer != null) {
            context.output().startup(to, session.sendId(), answer);
        }
    }

    private void authenticate(InetSocketAddress from, IIKeying keying, OpenSession there) {
        Certificate certificate;
        try {
            certificate = parts.profile().decodeCertificate(keying.initiatorCertificate());
        } catch (CryptoException e) {
            context.count(Counter.KEYING_REFUSED);
            return;
        }
        if (!parts.profile().verify(certificate, keying.signedParameters(), keying.signature())) {
            context.count(Counter.KEYING_REFUSED);
        } else if (there != null && !certificate.overrides(there.farCertificate())) {
            context.count(Counter.KEYING_BLOCKED);
        } else if (nearPrevails(from, certificate, there)) {
            context.count(Counter.GLARE_WON);
        } else {
            admit(from, keying, certificate);
        }
    }

    /**
     * RFC 7016 3.5.1.3: glare, and the received IIKeying is to be discarded. An IIKeying that the far end sent before it gave
     * its opening session up can arrive after ours has opened; it must not override that session.
     */
    private boolean nearPrevails(InetSocketAddress from, Certificate certificate, OpenSession there) {
        boolean glare = parts.openings().at(from) != null || there != null && there.isNewlyInitiated();
        return glare && !parts.profile().farPrevails(certificate);
    }

    private void admit(InetSocketAddress from, IIKeying keying, Certificate certificate) {
        if (pending.size() >= context.options().keyingQueue() || parts.acceptor().get() == null) {
            context.count(Counter.KEYING_SHED);
        } else if (parts.directory().size() >= context.options().sessions()) {
            context.count(Counter.KEYING_FULL);
        } else if (!handshakes.take(context.now())) {
            context.count(Counter.KEYING_LIMITED);
        } else {
            pending.add(from);
            inPool(from, keying, certificate);
        }
    }

    private void inPool(InetSocketAddress from, IIKeying keying, Certificate certificate) {
        inPool.incrementAndGet();
        try {
            parts.keyingPool().execute(() -> {
                Outcome outcome = respond(keying, certificate);
                context.post(() -> keyed(from, keying, certificate, outcome));
                prepareIfIdle(inPool.decrementAndGet());
            });
        } catch (RejectedExecutionException e) {
            inPool.decrementAndGet();
            pending.remove(from);
            context.count(Counter.KEYING_SHED);
        }
    }

    /** In the keying pool, whose next piece of work waits for one preparation at most. */
    private void prepareIfIdle(int waiting) {
        while (waiting == 0 && parts.profile().prepare()) {
            waiting = inPool.get();
        }
    }

    /** What public-key arithmetic has come to: keys, or why there are none. */
    private record Outcome(ResponderKeying made, Counter refusal) {
    }

    /** In the keying pool. */
    private Outcome respond(IIKeying keying, Certificate certificate) {
        try {
            return new Outcome(parts.profile().respond(certificate, keying.sessionKeyInitiatorComponent()), null);
        } catch (CryptoException e) {
            return new Outcome(null, e.isUnmetDemand() ? Counter.KEYING_DEMANDED : Counter.KEYING_REFUSED);
        } catch (RuntimeException e) {
            return new Outcome(null, Counter.KEYING_REFUSED);
        }
    }

    private void keyed(InetSocketAddress from, IIKeying keying, Certificate certificate, Outcome outcome) {
        pending.remove(from);
        SessionAcceptor acceptor = parts.acceptor().get();
        if (outcome.made() == null) {
            context.count(outcome.refusal());
        } else if (acceptor == null) {
            context.count(Counter.KEYING_SHED);
        } else if (wayIsFree(from, certificate)) {
            if (parts.directory().reserve(context.options().sessions())) {
                open(from, keying, certificate, outcome.made(), acceptor);
            } else {
                context.count(Counter.KEYING_FULL);
            }
        }
    }

    /** Glare (RFC 7016 3.5.1.3) and the stale session of the same identity (3.5.1.1.2, items 1 and 2). */
    private boolean wayIsFree(InetSocketAddress from, Certificate certificate) {
        OpenSession there = parts.directory().at(from);
        if (nearPrevails(from, certificate, there)) {
            context.count(Counter.GLARE_WON);
            return false;
        }
        Opening opening = parts.openings().at(from);
        if (opening != null && opening.isFor(certificate)) {
            context.count(Counter.GLARE_LOST);
            opening.context().post(() -> opening.fail(CloseReason.DUPLICATE, "the far end prevailed in glare"));
        }
        if (there == null) {
            return true;
        }
        if (there.context() != context || !certificate.overrides(there.farCertificate())) {
            context.count(Counter.KEYING_BLOCKED);
            return false;
        }
        context.count(Counter.SESSIONS_OVERRIDDEN);
        there.end(CloseReason.OVERRIDDEN);
        return true;
    }

    private void open(InetSocketAddress from, IIKeying keying, Certificate certificate, ResponderKeying made,
            SessionAcceptor acceptor) {
        int id = context.sessions().newId();
        RIKeying unsigned = RIKeying.unsigned(id, made.responderComponent());
        byte[] signed = unsigned.signedParameters(keying.sessionKeyInitiatorComponent());
        RIKeying answer = unsigned.withSignature(parts.profile().sign(signed));
        Established established = new Established(id, keying.initiatorSessionId(), certificate, made.keys(), from);
        OpenSession session = new OpenSession(engine, established, new RepeatedKeying(keying, answer));
        session.enter();
        context.output().startup(from, keying.initiatorSessionId(), answer);
        context.guard(() -> {
            SessionListener listener = acceptor.accept(session);
            session.listener(listener);
        });
    }
}
