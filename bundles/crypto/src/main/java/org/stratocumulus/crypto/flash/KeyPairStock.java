package org.stratocumulus.crypto.flash;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ephemeral key pairs made before they are wanted, of the groups that were asked for once. Each is handed out once only, so forward secrecy
 * is what it is without a stock. Safe on any thread.
 */
final class KeyPairStock {
    /** Key pairs of a group that wait at most: a burst of handshakes, and some 20 KB. */
    static final int ROOM = 64;

    private final SecureRandom random;
    private final Map<DhGroup, BlockingQueue<DhKeyPair>> waiting = new ConcurrentHashMap<>();

    KeyPairStock(SecureRandom random) {
        this.random = random;
    }

    /** A key pair that nobody else has; made now if none waits. */
    DhKeyPair take(DhGroup group) {
        DhKeyPair pair = waiting.computeIfAbsent(group, g -> new ArrayBlockingQueue<>(ROOM)).poll();
        return pair != null ? pair : group.newKeyPair(random);
    }

    /** Makes one key pair of a group that has room. @return false when there is none */
    boolean prepare() {
        for (Map.Entry<DhGroup, BlockingQueue<DhKeyPair>> group : waiting.entrySet()) {
            if (group.getValue().remainingCapacity() > 0) {
                return group.getValue().offer(group.getKey().newKeyPair(random));
            }
        }
        return false;
    }
}
