package org.stratocumulus.crypto.flash;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.stratocumulus.crypto.CryptoException;

/**
 * The Diffie-Hellman MODP groups of RFC 7425 section 4.2 (2 is mandatory, 5 and 14 recommended) and group 16. Exponents are as long as
 * twice the strength of their group (RFC 3526 section 8; RFC 7296 section 5 for group 2), but no longer than twice that of the session keys,
 * which are of 128 bits (RFC 7425 section 4.6.3): to find an exponent of 256 bits takes what it takes to find such a key. This is 4 to 16
 * times cheaper than an exponent as long as the modulus.
 */
public enum DhGroup {
    /** Group 2 of RFC 7296: the only one that clients derived from Adobe's know. */
    MODP_1024(2, 224, DHStandardGroups.rfc2409_1024),
    /** Group 5 of RFC 3526. */
    MODP_1536(5, 240, DHStandardGroups.rfc3526_1536),
    /** Group 14 of RFC 3526. */
    MODP_2048(14, 256, DHStandardGroups.rfc3526_2048),
    /** Group 16 of RFC 3526. */
    MODP_4096(16, 256, DHStandardGroups.rfc3526_4096);

    /** RFC 7425 section 4.6.2: the least distance of a public key from 0 and from the modulus, 2^24. */
    private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(24);
    /** RFC 7425 section 4.6.2: the least count of 1 bits, and of 0 bits. */
    private static final int MIN_BITS = 16;
    /** Key pairs after which a group is worth its {@link FixedBase}: of clients few make as many. */
    private static final int WORTH_A_TABLE = 32;

    private final int id;
    private final int exponentBits;
    private final BigInteger modulus;
    private final BigInteger generator;
    private final AtomicInteger made = new AtomicInteger();
    private volatile FixedBase table;

    DhGroup(int id, int exponentBits, DHParameters parameters) {
        this.id = id;
        this.exponentBits = exponentBits;
        modulus = parameters.getP();
        generator = parameters.getG();
    }

    /** The group with this ID on the wire, an unsigned 64-bit integer, if it is one of these. */
    public static Optional<DhGroup> ofId(long id) {
        for (DhGroup group : values()) {
            if (group.id == id) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /** The group ID on the wire. */
    public int id() {
        return id;
    }

    /** Length of the modulus in bytes, and of the public keys that this end sends. */
    public int keyLength() {
        return modulus.bitLength() / 8;
    }

    /** Makes a new key pair. Costs one modular exponentiation; once many were made, a fraction of it. */
    DhKeyPair newKeyPair(SecureRandom random) {
        BigInteger exponent = new BigInteger(exponentBits, random).setBit(exponentBits - 1);
        FixedBase powers = table;
        if (powers == null && made.incrementAndGet() == WORTH_A_TABLE) { // by one thread, while the others go on without
            powers = new FixedBase(generator, modulus, exponentBits);
            table = powers;
        }
        return powers == null ? keyPair(exponent) : new DhKeyPair(this, exponent, powers.power(exponent));
    }

    /** The key pair of a private exponent. Costs one modular exponentiation. */
    DhKeyPair keyPair(BigInteger exponent) {
        return new DhKeyPair(this, exponent, fixedLength(generator.modPow(exponent, modulus)));
    }

    /**
     * The Diffie-Hellman Shared Secret of a private exponent and a far public key. Costs one modular exponentiation.
     *
     * @return DH_SECRET of RFC 7425 section 4.6.2, without leading zero bytes
     * @throws CryptoException when the public key is not acceptable
     */
    byte[] sharedSecret(BigInteger exponent, byte[] farPublicKey) {
        return withoutLeadingZeros(acceptable(farPublicKey).modPow(exponent, modulus).toByteArray());
    }

    /**
     * A far public key, if it meets the conditions of RFC 7425 section 4.6.2. That it lies in the subgroup of prime order is not tested,
     * which would cost as much as the agreement: the moduli are safe primes, so the margins already exclude the only small subgroups, {1}
     * and {1, p - 1}, and a key outside the large one tells its sender no more than whether our exponent is odd.
     *
     * @throws CryptoException when it is not acceptable
     */
    BigInteger acceptable(byte[] publicKey) {
        BigInteger key = new BigInteger(1, publicKey);
        int ones = key.bitCount();
        if (key.compareTo(MARGIN) < 0 || key.compareTo(modulus.subtract(MARGIN)) > 0
                || ones < MIN_BITS || key.bitLength() - ones < MIN_BITS) {
            throw new CryptoException("public key: not acceptable in group " + id);
        }
        return key;
    }

    /** Clients that expect a key of exactly the group's length exist, so leading zeros travel. */
    private byte[] fixedLength(BigInteger key) {
        byte[] bytes = withoutLeadingZeros(key.toByteArray());
        byte[] fixed = new byte[keyLength()];
        System.arraycopy(bytes, 0, fixed, fixed.length - bytes.length, bytes.length);
        return fixed;
    }

    private static byte[] withoutLeadingZeros(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        return Arrays.copyOfRange(bytes, zeros, bytes.length);
    }
}
