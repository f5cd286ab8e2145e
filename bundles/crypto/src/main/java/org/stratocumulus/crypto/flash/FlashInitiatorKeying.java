package org.stratocumulus.crypto.flash;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.SessionKeys;
import org.stratocumulus.protocol.Option;

/** The initiator's half of keying, RFC 7425 sections 4.5 and 4.6. */
final class FlashInitiatorKeying implements InitiatorKeying {
    private final FlashOptions options;
    private final FlashCertificate responder;
    private final DhKeyPair pair;
    private final KeyingComponent near;

    private FlashInitiatorKeying(FlashOptions options, FlashCertificate responder, DhKeyPair pair, KeyingComponent near) {
        this.options = options;
        this.responder = responder;
        this.pair = pair;
        this.near = near;
    }

    /** @throws CryptoException when no group is known to both certificates and the options */
    static FlashInitiatorKeying begin(Identity identity, FlashOptions options, FlashCertificate responder, SecureRandom random) {
        FlashCertificate own = identity.flashCertificate();
        DhGroup group = chooseGroup(identity, options, responder);
        Option hmac = Negotiation.ofInitiator(options.hmacSend(), options.hmacRequire(), options.hmacLength()).encodeHmac();
        Option number = Negotiation.ofInitiator(options.sseqSend(), options.sseqRequire(), 0).encodeSequenceNumber();
        DhKeyPair pair = own.isStatic() ? identity.staticKeys().get(group) : group.newKeyPair(random);
        // RFC 7425 4.6.1.1 to 4.6.1.4
        Option select = Option.ofVlu(FlashOption.GROUP_SELECT, group.id());
        byte[] component = own.isStatic() ? KeyingComponent.encode(select, FlashOption.extraRandomness(random), hmac, number)
                : KeyingComponent.encode(FlashOption.publicKey(FlashOption.EPHEMERAL_PUBLIC_KEY, group, pair.publicKey()), hmac, number);
        return new FlashInitiatorKeying(options, responder, pair, KeyingComponent.decode(component));
    }

    /** @throws CryptoException when no group is known to both certificates and the options */
    static DhGroup chooseGroup(Identity identity, FlashOptions options, FlashCertificate responder) {
        List<DhGroup> near = options.groups().stream().filter(identity.flashCertificate().groups()::contains).toList();
        return near.stream().filter(responder.groups()::contains).findFirst().orElseThrow(() -> new CryptoException(
                "no Diffie-Hellman group in common: the near end uses " + ids(near) + ", the responder " + ids(responder.groups())));
    }

    private static List<Integer> ids(Collection<DhGroup> groups) {
        return groups.stream().map(DhGroup::id).toList();
    }

    @Override
    public byte[] initiatorComponent() {
        return near.encoded();
    }

    @Override
    public SessionKeys combine(byte[] sessionKeyResponderComponent) {
        KeyingComponent far = KeyingComponent.decode(sessionKeyResponderComponent);
        far.hmac().checkSatisfies(options.hmacRequire(), "HMAC");
        far.sequenceNumber().checkSatisfies(options.sseqRequire(), "session sequence number");
        SessionKeyComputation computation = new SessionKeyComputation(near, far);
        return computation.compute(pair.sharedSecret(farPublicKey(far)));
    }

    private byte[] farPublicKey(KeyingComponent far) {
        // RFC 7425 4.5.2.1: ephemeral if and only if the certificate is not static
        if (responder.isStatic() != (far.publicKey() == null)) {
            throw new CryptoException("keying component: public key does not go with the certificate");
        }
        if (responder.isStatic()) {
            return responder.staticKey(pair.group());
        }
        if (far.group() != pair.group()) {
            throw new CryptoException("keying component: another group than the initiator's");
        }
        return far.publicKey();
    }
}
