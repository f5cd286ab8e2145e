package org.stratocumulus.benchmarks.crypto;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;

/** What one handshake costs in public-key arithmetic, RFC 7425 section 4.6, by group and kind of the server's certificate. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeyingBenchmark {
    /** The Diffie-Hellman group. */
    @Param({"2", "5", "14", "16"})
    public int group;

    /** A new key pair for every session, or one for all. */
    @Param({"ephemeral", "static"})
    public String certificate;

    private FlashProfile initiator;
    private FlashProfile responder;
    private byte[] initiatorComponent;

    /** Makes identities, and a component for the responder to answer. */
    @Setup
    public void prepare() {
        SecureRandom random = new SecureRandom();
        FlashOptions options = FlashOptions.DEFAULT.withGroups(DhGroup.ofId(group).orElseThrow());
        initiator = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, random), options, random);
        Identity server = certificate.equals("static") ? Identity.ofStaticKeys(IdentityTraits.SERVER, random)
            : Identity.ephemeral(IdentityTraits.SERVER, random);
        responder = new FlashProfile(server, options, random);
        initiatorComponent = initiator.initiate(responder.nearCertificate()).initiatorComponent();
    }

    /** The initiator's first half: a key pair. */
    @Benchmark
    public InitiatorKeying initiate() {
        return initiator.initiate(responder.nearCertificate());
    }

    /** The server's part: a key pair if ephemeral, the shared secret, the keys. */
    @Benchmark
    public ResponderKeying respond() {
        return responder.respond(initiator.nearCertificate(), initiatorComponent);
    }
}
