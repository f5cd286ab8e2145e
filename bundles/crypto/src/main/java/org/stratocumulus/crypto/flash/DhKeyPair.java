package org.stratocumulus.crypto.flash;

import java.math.BigInteger;
import org.stratocumulus.crypto.CryptoException;

/**
 * A Diffie-Hellman key pair, ephemeral or static.
 *
 * @param publicKey network byte order, padded to the group's length
 */
record DhKeyPair(DhGroup group, BigInteger exponent, byte[] publicKey) {

    /** DH_SECRET with a far public key, see {@link DhGroup#sharedSecret}. @throws CryptoException when that is not acceptable */
    byte[] sharedSecret(byte[] farPublicKey) {
        return group.sharedSecret(exponent, farPublicKey);
    }

    @Override
    public String toString() {
        return "DhKeyPair[" + group + "]";
    }
}
