package org.stratocumulus.crypto;

/** Something from the far end is malformed or not acceptable. Carries no stack trace: hostile input must stay cheap. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the element and what is wrong with it */
    public CryptoException(String message) {
        super(message, null, false, false);
    }
}
