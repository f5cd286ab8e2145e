package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.RHelloCookieChange;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.LoopContext;

/**
 * An {@link Opening} in the S_KEYING_SENT state (RFC 7016 section 3.5.1.1.1, item 2): keying with the responder that was chosen.
 * Public-key arithmetic happens in the keying pool. Confined to the opening's loop.
 */
final class KeyingSent {
    private final Opening opening;
    private final LoopContext context;
    private final CryptographyProfile profile;
    private final int id;
    private final InetSocketAddress farAddress;
    private final Certificate responder;
    private byte[] cookie;
    private boolean cookieChanged;
    /** Null until the pool has made this end's component. */
    private InitiatorKeying keying;
    private IIKeying sent;
    private long interval;
    private boolean combining;

    /**
     * @param id the receive session id
     * @param farAddress DESTADDR: where the RHello came from
     * @param cookie of the RHello
     */
    KeyingSent(Opening opening, int id, InetSocketAddress farAddress, Certificate responder, byte[] cookie) {
        this.opening = opening;
        this.context = opening.context();
        this.profile = context.parts().profile();
        this.id = id;
        this.farAddress = farAddress;
        this.responder = responder;
        this.cookie = cookie;
    }

    int id() {
        return id;
    }

    InetSocketAddress farAddress() {
        return farAddress;
    }

    /** The far end's certificate. Any thread. */
    Certificate responder() {
        return responder;
    }

    void begin() {
        inPool(() -> profile.initiate(responder), initiated -> {
            keying = initiated;
            send();
        });
    }

    void cookieChange(RHelloCookieChange change) {
        // RFC 7016 3.5.1.2: SHOULD NOT change the cookie for a session more than once
        if (keying != null && !cookieChanged && Arrays.equals(change.oldCookie(), cookie)) {
            cookieChanged = true;
            cookie = change.newCookie();
            sent = null;
            interval = 0;
            send();
        }
    }

    void responderKeying(RIKeying answer) {
        if (keying == null || combining || answer.responderSessionId() == 0) {
            return;
        }
        if (!profile.verify(responder, answer.signedParameters(keying.initiatorComponent()), answer.signature())) {
            context.count(Counter.KEYING_REFUSED);
            return;
        }
        combining = true;
        InitiatorKeying mine = keying;
        inPool(() -> mine.combine(answer.sessionKeyResponderComponent()), keys -> opening.open(answer.responderSessionId(), keys));
    }

    /** Sends the IIKeying again, unless it is still being made. */
    void repeat() {
        if (keying != null) {
            send();
        }
    }

    private void send() {
        if (sent == null) {
            IIKeying unsigned = IIKeying.unsigned(id, cookie, profile.nearCertificate().encoded(), keying.initiatorComponent());
            sent = unsigned.withSignature(profile.sign(unsigned.signedParameters()));
        }
        context.output().startup(farAddress, 0, sent);
        interval += Candidates.BACKOFF_MILLIS;
        opening.ringIn(interval);
    }

    private <T> void inPool(Supplier<T> costly, Consumer<T> then) {
        try {
            context.parts().keyingPool().execute(() -> {
                try {
                    T value = costly.get();
                    context.post(() -> made(() -> then.accept(value)));
                } catch (RuntimeException e) {
                    context.post(() -> refused(e));
                }
            });
        } catch (RejectedExecutionException e) {
            opening.fail(CloseReason.OPEN_FAILED, "the keying pool is saturated");
        }
    }

    private void made(Runnable then) {
        combining = false;
        if (opening.isUnderWay()) {
            then.run();
        }
    }

    /** A responder's component that is not acceptable may be forged, and is waited out; a near one that cannot be made is the end. */
    private void refused(RuntimeException e) {
        combining = false;
        context.count(Counter.KEYING_REFUSED);
        if (keying == null) {
            opening.fail(CloseReason.OPEN_FAILED, "keying cannot begin: " + e.getMessage());
        }
    }
}
