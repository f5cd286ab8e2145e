package org.stratocumulus.balancing.internal;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.session.spi.EndpointControl;

/**
 * Answers the hellos of clients that other nodes send here and forward (RFC 7016 section 3.5.1.6): the RHello that leaves opens the
 * firewall or translator in front of this node for the client. The node that forwards vouches for nothing: the client's address may be
 * forged, so there is a limit and nothing is kept but what every hello leaves. Safe for all threads.
 */
public final class ForwardedHellos {
    /** Hellos per second that are forwarded by a node, and as many that are answered by one; no more. */
    static final int PER_SECOND = 1000;
    static final Admission LIMIT = new Admission(0, PER_SECOND, 0);

    private final HelloBalancer balancer;
    private final Supplier<CryptographyProfile> profile;
    private final Supplier<EndpointControl> endpoint;
    private final LongSupplier millis;
    private final AdmissionGate gate = new AdmissionGate();

    /**
     * @param profile reads discriminators; null answered while there is none
     * @param endpoint sends the answers; null answered while there is none
     * @param millis a monotonic clock
     */
    public ForwardedHellos(HelloBalancer balancer, Supplier<CryptographyProfile> profile, Supplier<EndpointControl> endpoint,
            LongSupplier millis) {
        this.balancer = balancer;
        this.profile = profile;
        this.endpoint = endpoint;
        this.millis = millis;
    }

    /** A node has forwarded the hello of a client that it sends here. */
    public void forwarded(String sender, Arrival hello) {
        CryptographyProfile reader = profile.get();
        EndpointControl control = endpoint.get();
        long now = millis.getAsLong();
        if (reader == null || control == null || !gate.isOpen(LIMIT, now)) {
            return;
        }
        gate.admitted(LIMIT, now);
        try {
            EndpointDiscriminator wanted = reader.decodeDiscriminator(hello.discriminator());
            if (wanted.selects(reader.nearCertificate())
                    && balancer.forwarded(hello.from(), wanted.ancillaryData().orElse(""), hello.tag(), sender)) {
                control.answerForwarded(hello.from(), hello.discriminator(), hello.tag());
            }
        } catch (CryptoException e) {
            // no discriminator of this profile: the client's own hello finds no answer either
        }
    }
}
