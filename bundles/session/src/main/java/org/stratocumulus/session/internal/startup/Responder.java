package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.chunk.FIHello;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.Redirect;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.EndpointParts;
import org.stratocumulus.session.internal.LoopContext;
import org.stratocumulus.session.internal.TokenBucket;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * Answers hellos (RFC 7016 sections 3.5.1.1.2, 3.5.1.4 and 3.5.1.5). Keeps nothing of them: until a cookie comes back, an
 * address has cost a hash. Confined to its loop.
 */
public final class Responder {
    /** Hellos of one loop whose answer may be awaited; more are ignored. */
    static final int MAX_AWAITED = 4_096;
    /** An answer that a router gives later than this is dropped: its asker has said hello again. */
    static final long AWAIT_MILLIS = 3_000;

    private final LoopContext context;
    private final EndpointParts parts;
    private final CookieJar cookies;
    private final KeyingDesk keying;
    private final TokenBucket answers;
    private int awaited;

    /** @param answers limits what is sent to addresses that have proved nothing */
    Responder(LoopContext context, CookieJar cookies, KeyingDesk keying, TokenBucket answers) {
        this.context = context;
        this.parts = context.parts();
        this.cookies = cookies;
        this.keying = keying;
        this.answers = answers;
    }

    /** An IHello came in. */
    void hello(InetSocketAddress from, IHello hello) {
        context.count(Counter.HELLO_IN);
        EndpointDiscriminator discriminator;
        try {
            discriminator = parts.profile().decodeDiscriminator(hello.endpointDiscriminator());
        } catch (CryptoException e) {
            context.count(Counter.HELLO_IGNORED);
            return;
        }
        // asked before any router, which may forward the hello: a flood must not reach other peers through this end either. What finds
        // nobody costs no token, so that hellos for nobody starve no others
        if (!answers.has(context.now())) {
            context.count(Counter.HELLO_LIMITED);
            return;
        }
        boolean selectsUs = discriminator.selects(parts.profile().nearCertificate());
        HelloDecision decision = route(from, discriminator, hello.tag(), selectsUs);
        if (decision instanceof HelloDecision.Redirect redirect) {
            answers.take(context.now());
            redirect(from, hello.tag(), redirect.destinations());
        } else if (decision instanceof HelloDecision.Later later && awaited < MAX_AWAITED) {
            await(from, hello.tag(), later);
        } else if (decision instanceof HelloDecision.Pass && selectsUs) {
            respond(from, hello.tag());
        } else {
            context.count(Counter.HELLO_IGNORED);
        }
    }

    /** What may have been forwarded meanwhile has its token taken before the answer is known. */
    private void await(InetSocketAddress from, byte[] tag, HelloDecision.Later later) {
        awaited++;
        answers.take(context.now());
        long since = context.now();
        // the router's thread, and an answer within the call: both come back through the loop
        later.decision().whenComplete((decision, failure) -> context.post(() -> {
            awaited--;
            if (decision instanceof HelloDecision.Redirect redirect && context.now() - since <= AWAIT_MILLIS) {
                redirect(from, tag, redirect.destinations());
            } else {
                answers.giveBack();
                context.count(Counter.HELLO_IGNORED);
            }
        }));
    }

    private void redirect(InetSocketAddress to, byte[] tag, List<Address> destinations) {
        context.count(Counter.HELLO_REDIRECTED);
        context.output().startup(to, 0, new Redirect(tag, destinations));
    }

    /** A Forwarded IHello came in, inside an open session. */
    public void forwardedHello(FIHello hello) {
        EndpointOptions.ForwardedHello choice = context.options().forwardedHello();
        if (choice == EndpointOptions.ForwardedHello.IGNORE || !selectsUs(hello.endpointDiscriminator())
                || hello.replyAddress().socketAddress().getPort() == 0) {
            context.count(Counter.HELLO_IGNORED);
        } else if (choice == EndpointOptions.ForwardedHello.RESPOND) {
            respond(hello.replyAddress().socketAddress(), hello.tag());
        } else if (mayAnswer()) {
            redirect(hello.replyAddress().socketAddress(), hello.tag(), List.of());
        }
    }

    /** A hello to another server, which has forwarded it by a way of its own (RFC 7016 section 3.5.1.6). */
    public void answerForwarded(InetSocketAddress replyAddress, byte[] discriminator, byte[] tag) {
        if (selectsUs(discriminator) && replyAddress.getPort() != 0) {
            respond(replyAddress, tag);
        } else {
            context.count(Counter.HELLO_IGNORED);
        }
    }

    /** Applies the limits of new options. */
    public void optionsChanged() {
        answers.rate(context.share(context.options().hellosPerSecond()));
        keying.optionsChanged();
    }

    private void respond(InetSocketAddress to, byte[] tag) {
        // new hellos are the first to be shed: who has a cookie has waited for a round trip already
        if (parts.acceptor().get() == null || keying.isCrowded() || parts.directory().size() >= context.options().sessions()) {
            context.count(Counter.HELLO_SHED);
        } else if (mayAnswer()) {
            context.count(Counter.HELLO_ANSWERED);
            byte[] cookie = cookies.bake(to, context.now());
            context.output().startup(to, 0, new RHello(tag, cookie, parts.profile().nearCertificate().encoded()));
        }
    }

    private boolean mayAnswer() {
        boolean may = answers.take(context.now());
        if (!may) {
            context.count(Counter.HELLO_LIMITED);
        }
        return may;
    }

    private boolean selectsUs(byte[] discriminator) {
        try {
            return parts.profile().decodeDiscriminator(discriminator).selects(parts.profile().nearCertificate());
        } catch (CryptoException e) {
            return false;
        }
    }

    private HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        for (HelloRouter router : parts.routers().get()) {
            HelloDecision decision = router.route(from, discriminator, tag, selectsUs);
            if (!(decision instanceof HelloDecision.Pass)) {
                return decision;
            }
        }
        return HelloDecision.PASS;
    }
}
