package org.stratocumulus.crypto.flash;

import java.util.Arrays;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.SessionKeys;
import org.stratocumulus.crypto.internal.packet.FlashPacketCipher;
import org.stratocumulus.crypto.internal.packet.HmacSha256;
import org.stratocumulus.crypto.internal.packet.Verification;

/**
 * Session Key Computation, RFC 7425 sections 4.6.3 to 4.6.6, from the Session Key Near Component (SKNC) and the Session Key Far Component
 * (SKFC). The same at both ends, with near and far exchanged.
 */
record SessionKeyComputation(KeyingComponent near, KeyingComponent far) {

    /** @throws CryptoException when one end does not send what the other requires, or states a bad HMAC length */
    SessionKeyComputation {
        near.hmac().hmacLengthTo(far.hmac());
        far.hmac().hmacLengthTo(near.hmac());
    }

    /** @param secret DH_SECRET, which is overwritten */
    SessionKeys compute(byte[] secret) {
        byte[] encryptKey = HmacSha256.of(secret, HmacSha256.of(far.encoded(), near.encoded()));
        byte[] decryptKey = HmacSha256.of(secret, HmacSha256.of(near.encoded(), far.encoded()));
        Verification sent = verification(near, far, secret, encryptKey);
        Verification received = verification(far, near, secret, decryptKey);
        byte[] nearNonce = HmacSha256.of(secret, near.encoded());
        byte[] farNonce = HmacSha256.of(secret, far.encoded());
        Arrays.fill(secret, (byte) 0);
        return new SessionKeys(new FlashPacketCipher(encryptKey, decryptKey, sent, received), nearNonce, farNonce);
    }

    /** Packets from one end to the other: RFC 7425 section 4.6.4 for HMAC, 4.6.6 for session sequence numbers. */
    private static Verification verification(KeyingComponent from, KeyingComponent to, byte[] secret, byte[] packetKey) {
        int hmacLength = from.hmac().hmacLengthTo(to.hmac());
        byte[] hmacKey = hmacLength == 0 ? null : HmacSha256.of(secret, packetKey);
        return new Verification(hmacKey, hmacLength, from.sequenceNumber().sendsTo(to.sequenceNumber()));
    }
}
