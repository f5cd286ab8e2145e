package org.stratocumulus.testkit;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Secure random numbers that are the same for the same seed: for tests that can be repeated, and for nothing else. */
public final class SeededRandom {
    private SeededRandom() {
    }

    /** A generator whose numbers depend on the seed alone. */
    public static SecureRandom of(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            // set before anything is drawn, the seed replaces the system's
            random.setSeed(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this platform has no SHA1PRNG", e);
        }
    }
}
