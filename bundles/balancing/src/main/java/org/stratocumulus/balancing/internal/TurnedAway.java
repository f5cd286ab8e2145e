package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;

/**
 * Clients for whom nobody had room. A hello has no answer that says so, so some of them get a session after all and hear the reason
 * when they connect; the others get no answer. Safe for all threads.
 */
final class TurnedAway {
    /** Clients per second that get a session to hear the reason in. */
    static final int PER_SECOND = 100;
    /** How many are remembered; the oldest make room, and are let in. */
    static final int ROOM = 16_384;
    /** For how long. */
    static final long KEEP_MILLIS = 60_000;
    private static final Admission LIMIT = new Admission(0, PER_SECOND, 0);
    private static final String ADMITTED = "";

    private final Recent<String> reasons = new Recent<>(ROOM, KEEP_MILLIS);
    private final AdmissionGate gate = new AdmissionGate();

    /** Nobody has room. @return whether the client is to hear why */
    boolean refuse(InetSocketAddress client, String reason, long now) {
        HelloKey key = key(client);
        if (reasons.find(key, now) == null) {
            if (!gate.isOpen(LIMIT, now)) {
                return false;
            }
            gate.admitted(LIMIT, now);
        }
        reasons.update(key, now, former -> reason);
        return true;
    }

    /** There is room now. */
    void admit(InetSocketAddress client, long now) {
        if (reasons.find(key(client), now) != null) {
            reasons.update(key(client), now, former -> ADMITTED);
        }
    }

    /** Why nobody had room for this client; null when somebody had. */
    String reason(InetSocketAddress client, long now) {
        String reason = reasons.find(key(client), now);
        return ADMITTED.equals(reason) ? null : reason;
    }

    private static HelloKey key(InetSocketAddress client) {
        return HelloKey.of(client, new byte[] {(byte) (client.getPort() >> 8), (byte) client.getPort()});
    }
}
