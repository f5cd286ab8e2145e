package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;

/** What a receive session identifier stands for: an open session, or an opening one that waits for its RIKeying. */
public interface PacketReceiver {
    /**
     * One datagram with this receiver's session id.
     *
     * @param data holds the Multiplex packet (RFC 7016 section 2.2.2), Scrambled Session ID included; not to be kept
     */
    void datagram(InetSocketAddress from, byte[] data, int offset, int length);
}
