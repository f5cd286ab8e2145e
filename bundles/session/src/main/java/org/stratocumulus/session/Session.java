package org.stratocumulus.session;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.protocol.Address;

/**
 * The relationship of two endpoints (RFC 7016 section 3.5). Belongs to one event loop for life: every method is called on
 * that loop, and so is every listener. Listeners may call any method of the session and its flows.
 */
@ProviderType
public interface Session {
    /** Which end opened the session. */
    enum Role { INITIATOR, RESPONDER }

    /** The loop that owns this session. May be asked from any thread. */
    EventLoop loop();

    /** The receive session identifier, unique in this process while the session lives; its low part names the loop. */
    int id();

    /** Which end this is. May be asked from any thread. */
    Role role();

    /** {@code OPEN} or later. May be asked from any thread. */
    SessionState state();

    /** The far end's fingerprint. */
    PeerId farPeerId();

    /** The far end's certificate. */
    Certificate farCertificate();

    /** DESTADDR: where the far end was last verified to be. May be asked from any thread. */
    InetSocketAddress farAddress();

    /** The near nonce of RFC 7016 section 3.5, for application-layer challenges. A copy. */
    byte[] nearNonce();

    /** The far nonce. A copy. */
    byte[] farNonce();

    /** Sets who hears of this session's events; replaces the former listener. */
    void listener(SessionListener listener);

    /**
     * Opens a sending flow (RFC 7016 section 3.6.2). It reaches the far end with its first message.
     *
     * @param metadata the user's per-flow metadata, at most 512 bytes (section 2.3.11.1.1)
     * @param association the receiving flow this one answers, or null (section 2.3.11.1.2)
     * @param listener hears of the flow's end and of writability; {@link SendFlowListener#NONE} when nobody cares
     * @throws IllegalStateException when the session is not open, or has 256 sending flows already
     * @throws IllegalArgumentException when the metadata is too long, or the association is of another session
     */
    SendFlow openFlow(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener listener);

    /**
     * Sends a Forwarded IHello inside this session (RFC 7016 section 3.5.1.5), best effort, once.
     *
     * @param discriminator the endpoint discriminator from the hello, unaltered
     * @param replyAddress where the receiver should answer
     * @param tag the tag from the hello
     */
    void forwardHello(byte[] discriminator, Address replyAddress, byte[] tag);

    /**
     * Sets keepalive: after this much silence of the far end a Ping is sent (RFC 7016 section 3.5.4.1), and after several
     * unanswered ones the session is declared dead.
     *
     * @param periodMillis 0 turns keepalive off
     */
    void keepalive(long periodMillis);

    /** Closes reliably and in order (section 3.5.5): messages already written are not waited for. */
    void close();

    /**
     * Closes once everything written so far was acknowledged or abandoned, or after the deadline: a refusal reaches the
     * far end before the close overtakes it. Flows may be written until then.
     *
     * @param deadlineMillis from now, at most 90,000; the earliest of several calls counts
     */
    void closeAfterFlush(long deadlineMillis);

    /** Closes abruptly: one Session Close Acknowledgement, then CLOSED (section 3.5.5). */
    void abort();

    /** Figures of this session as of now. */
    SessionStats stats();
}
