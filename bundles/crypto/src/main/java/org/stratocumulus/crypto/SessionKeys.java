package org.stratocumulus.crypto;

/**
 * What key agreement yields (RFC 7016 section 3.5: keys and nonces of a session; RFC 7425 section 4.6).
 *
 * @param cipher the session's packet cipher, to be used on the session's loop only
 * @param nearNonce the near nonce, which is the far end's far nonce
 * @param farNonce the far nonce
 */
public record SessionKeys(PacketCipher cipher, byte[] nearNonce, byte[] farNonce) {
}
