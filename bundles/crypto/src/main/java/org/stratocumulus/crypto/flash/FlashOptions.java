package org.stratocumulus.crypto.flash;

import java.util.List;

/**
 * How an endpoint negotiates its sessions (RFC 7425 sections 4.5 and 4.6). Whatever the settings, a protection that the far end says it
 * always sends is verified.
 *
 * @param hmacSend when this end's packets carry an HMAC
 * @param hmacRequire when the far end's packets must carry one
 * @param hmacLength bytes of an HMAC that this end sends: 4 to 32
 * @param sseqSend when this end's packets carry session sequence numbers
 * @param sseqRequire when the far end's packets must carry them
 * @param groups what this end as the initiator prefers, best first; the first that both certificates know is used
 * @param signatures how Initial Keying messages are signed and verified
 */
public record FlashOptions(Use hmacSend, Use hmacRequire, int hmacLength, Use sseqSend, Use sseqRequire, List<DhGroup> groups,
        SignaturePolicy signatures) {
    /** Gives what the far end asks for, asks for nothing, prefers the strongest group. */
    public static final FlashOptions DEFAULT = new FlashOptions(Use.WHEN_REQUESTED, Use.NEVER, 10, Use.WHEN_REQUESTED, Use.NEVER,
            List.of(DhGroup.MODP_4096, DhGroup.MODP_2048, DhGroup.MODP_1536, DhGroup.MODP_1024), SignaturePolicy.NONE);

    public FlashOptions {
        groups = List.copyOf(groups);
        if (hmacLength < 4 || hmacLength > 32) {
            throw new IllegalArgumentException("an HMAC has 4 to 32 bytes, not " + hmacLength);
        }
    }

    /** These options with other use of HMAC. */
    public FlashOptions withHmac(Use send, Use require, int length) {
        return new FlashOptions(send, require, length, sseqSend, sseqRequire, groups, signatures);
    }

    /** These options with other use of session sequence numbers. */
    public FlashOptions withSequenceNumbers(Use send, Use require) {
        return new FlashOptions(hmacSend, hmacRequire, hmacLength, send, require, groups, signatures);
    }

    /** These options with other preferred groups, best first. */
    public FlashOptions withGroups(DhGroup... preferred) {
        return withGroups(List.of(preferred));
    }

    /** These options with other preferred groups, best first. */
    public FlashOptions withGroups(List<DhGroup> preferred) {
        return new FlashOptions(hmacSend, hmacRequire, hmacLength, sseqSend, sseqRequire, preferred, signatures);
    }

    /** These options with other signatures. */
    public FlashOptions withSignatures(SignaturePolicy policy) {
        return new FlashOptions(hmacSend, hmacRequire, hmacLength, sseqSend, sseqRequire, groups, policy);
    }
}
