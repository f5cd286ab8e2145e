package org.stratocumulus.session.internal;

import java.util.Arrays;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.RIKeying;

/**
 * Recognises the IIKeying that opened a session, and has its answer until the initiator has shown that it got it (RFC 7016
 * section 3.5.1.1.2, item 2.1). Confined to the session's loop.
 */
public final class RepeatedKeying {
    private final long hash;
    private RIKeying answer;

    public RepeatedKeying(IIKeying keying, RIKeying answer) {
        this.hash = hash(keying);
        this.answer = answer;
    }

    /** Whether session identifier, certificate and Session Key Initiator Component are those of the first IIKeying. */
    public boolean isRepetition(IIKeying keying) {
        return hash(keying) == hash;
    }

    /** The same RIKeying as ever, or null once it is not needed any more. */
    public RIKeying answer() {
        return answer;
    }

    /** The initiator has the keys: the answer's bytes are not needed any more. */
    void answerArrived() {
        answer = null;
    }

    /** Tells honest repetitions from new keyings; what a forger could gain by a collision is to be ignored. */
    private static long hash(IIKeying keying) {
        return hash(hash(keying.initiatorSessionId(), keying.initiatorCertificate()), keying.sessionKeyInitiatorComponent());
    }

    private static long hash(long before, byte[] bytes) {
        long hash = 31 * before + bytes.length;
        for (byte b : bytes) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return hash + Arrays.hashCode(bytes);
    }
}
