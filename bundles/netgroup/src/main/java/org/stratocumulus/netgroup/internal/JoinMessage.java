package org.stratocumulus.netgroup.internal;

import java.util.Arrays;
import org.stratocumulus.api.GroupId;

/**
 * What a client writes on a group flow to join. Not in RFC 7425; observed:
 *
 * <pre>
 * 01  21  15  id (32)                        the group id
 * 01  VLU 10  group specifier (VLU - 1)      whose SHA-256 is the id
 * </pre>
 */
final class JoinMessage {
    /** Bytes of a group specifier at most. */
    static final int MAX_SPECIFIER = 4096;

    private static final int JOIN = 0x01;
    private static final int SPECIFIER = 0x10;
    private static final int MAX_VLU_BYTES = 3;

    private JoinMessage() {
    }

    /** Whether this is a join message, well-formed or not. */
    static boolean isJoin(byte[] message) {
        return message.length > 0 && message[0] == JOIN;
    }

    /** @return the group; null for a malformed message */
    static GroupId decode(byte[] message) {
        int at = 1;
        int length = 0;
        boolean more = true;
        while (more && at < message.length && at <= MAX_VLU_BYTES) { // VLU (RFC 7016 section 2.1.2)
            length = length << 7 | message[at] & 0x7f;
            more = (message[at++] & 0x80) != 0;
        }
        if (!isJoin(message) || more || length < 1 || length > message.length - at) {
            return null;
        }
        return group(message[at], Arrays.copyOfRange(message, at + 1, at + length));
    }

    private static GroupId group(byte type, byte[] value) {
        if (type == SPECIFIER) {
            return value.length == 0 || value.length > MAX_SPECIFIER ? null : GroupId.ofSpecifier(value);
        }
        return value.length == GroupId.LENGTH ? GroupId.of(value) : null;
    }
}
