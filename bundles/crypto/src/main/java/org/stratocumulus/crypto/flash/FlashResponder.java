package org.stratocumulus.crypto.flash;

import java.security.SecureRandom;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.protocol.Option;

/** The responder's half of keying, RFC 7425 sections 4.5 and 4.6. Everything cheap is checked before the costly agreement. */
record FlashResponder(Identity identity, FlashOptions options, KeyPairStock pairs, SecureRandom random) {

    /** @throws CryptoException when the initiator's component is malformed or not acceptable */
    ResponderKeying respond(FlashCertificate initiator, byte[] sessionKeyInitiatorComponent) {
        KeyingComponent far = KeyingComponent.decode(sessionKeyInitiatorComponent);
        far.hmac().checkSatisfies(options.hmacRequire(), "HMAC");
        far.sequenceNumber().checkSatisfies(options.sseqRequire(), "session sequence number");
        byte[] farPublicKey = publicKey(initiator, far);
        Negotiation hmac = Negotiation.ofResponder(options.hmacSend(), options.hmacRequire(), options.hmacLength(), far.hmac());
        Negotiation number = Negotiation.ofResponder(options.sseqSend(), options.sseqRequire(), 0, far.sequenceNumber());
        far.hmac().hmacLengthTo(hmac);
        far.group().acceptable(farPublicKey);
        DhKeyPair pair = identity.flashCertificate().isStatic() ? identity.staticKeys().get(far.group()) : pairs.take(far.group());
        byte[] secret = pair.sharedSecret(farPublicKey);
        byte[] component = KeyingComponent.encode(hmac.encodeHmac(), number.encodeSequenceNumber(), keyOrRandomness(pair));
        SessionKeyComputation computation = new SessionKeyComputation(KeyingComponent.decode(component), far);
        return new ResponderKeying(component, computation.compute(secret));
    }

    /** The initiator chooses the group: RFC 7425 sections 4.6.1.1 to 4.6.1.4. */
    private byte[] publicKey(FlashCertificate initiator, KeyingComponent far) {
        if (far.group() == null) {
            throw new CryptoException("keying component: no group");
        }
        if (!identity.flashCertificate().groups().contains(far.group())) {
            throw CryptoException.unmetDemand("keying component: group " + far.group().id() + " is none of the responder's");
        }
        // RFC 7425 4.5.2.1: ephemeral if and only if the certificate is not static
        if (initiator.isStatic() != (far.publicKey() == null)) {
            throw new CryptoException("keying component: public key does not go with the certificate");
        }
        return initiator.isStatic() ? initiator.staticKey(far.group()) : far.publicKey();
    }

    private Option keyOrRandomness(DhKeyPair pair) {
        return identity.flashCertificate().isStatic() ? FlashOption.extraRandomness(random)
                : FlashOption.publicKey(FlashOption.EPHEMERAL_PUBLIC_KEY, pair.group(), pair.publicKey());
    }
}
