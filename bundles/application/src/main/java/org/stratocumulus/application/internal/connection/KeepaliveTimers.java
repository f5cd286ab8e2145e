package org.stratocumulus.application.internal.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.rtmp.UserControl;

/**
 * The periods that the server advises its clients to use (RFC 7425 section 5.3.4).
 *
 * @param serverSeconds towards the server, {@value #MIN} to {@value #MAX}
 * @param peerSeconds towards peers, {@value #MIN} to {@value #MAX}
 */
public record KeepaliveTimers(int serverSeconds, int peerSeconds) {
    /** Clients do not go below five seconds (RFC 7425 section 5.3.4). */
    public static final int MIN = 5;
    /** Largest period. */
    public static final int MAX = 255;
    /** 15 s to the server, 10 s to peers. */
    public static final KeepaliveTimers DEFAULT = new KeepaliveTimers(15, 10);

    private static final Logger LOG = LoggerFactory.getLogger(KeepaliveTimers.class);

    /** Brings both into range, with a warning. */
    public KeepaliveTimers {
        serverSeconds = inRange("keepAliveServer", serverSeconds);
        peerSeconds = inRange("keepAlivePeer", peerSeconds);
    }

    /** The message that tells a client. */
    byte[] message() {
        return new UserControl.SetKeepaliveTimers(serverSeconds * 1000L, peerSeconds * 1000L).toMessage().encode();
    }

    private static int inRange(String key, int seconds) {
        int nearest = Math.max(MIN, Math.min(MAX, seconds));
        if (nearest != seconds) {
            LOG.warn("{} is from {} to {} seconds, not {}: {} is used", key, MIN, MAX, seconds, nearest);
        }
        return nearest;
    }
}
