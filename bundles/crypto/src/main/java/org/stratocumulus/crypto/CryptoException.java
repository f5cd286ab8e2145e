package org.stratocumulus.crypto;

/** Something from the far end is malformed or not acceptable. Carries no stack trace: hostile input must stay cheap. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unmetDemand;

    /** @param message names the element and what is wrong with it */
    public CryptoException(String message) {
        this(message, false);
    }

    private CryptoException(String message, boolean unmetDemand) {
        super(message, null, false, false);
        this.unmetDemand = unmetDemand;
    }

    /** The far end is in order, but does not offer what this end is set to demand. */
    public static CryptoException unmetDemand(String message) {
        return new CryptoException(message, true);
    }

    /** Whether another setting of this end would have taken what the far end offers: a group, or no HMAC or sequence numbers. */
    public boolean isUnmetDemand() {
        return unmetDemand;
    }
}
