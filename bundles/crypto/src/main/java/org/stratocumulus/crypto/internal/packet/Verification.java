package org.stratocumulus.crypto.internal.packet;

/**
 * How the packets of one direction are verified (RFC 7425 section 4.7.3).
 *
 * @param hmacKey the HMAC key of this direction, or null for the simple checksum
 * @param hmacLength bytes of the code that travel: 4 to 32, or 0 without a key
 * @param sequenceNumbers whether packets carry a session sequence number
 */
public record Verification(byte[] hmacKey, int hmacLength, boolean sequenceNumbers) {
    /** The simple checksum alone, as with the Default Session Key (RFC 7425 section 4.1). */
    public static final Verification CHECKSUM = new Verification(null, 0, false);

    public Verification {
        if (hmacKey == null ? hmacLength != 0 : hmacLength < 4 || hmacLength > HmacSha256.LENGTH) {
            throw new IllegalArgumentException("an HMAC has 4 to 32 bytes, not " + hmacLength);
        }
    }

    /** @return null where the simple checksum is used */
    HmacSha256 newHmac() {
        return hmacKey == null ? null : new HmacSha256(hmacKey);
    }
}
