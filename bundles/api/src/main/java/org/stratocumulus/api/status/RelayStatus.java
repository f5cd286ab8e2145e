package org.stratocumulus.api.status;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** The relay of last resort of this node. One service. */
@ProviderType
public interface RelayStatus {
    /** Whether ways are offered; false unless ports are configured. */
    boolean isOn();

    /** The pairs of this moment, the oldest first. */
    List<PairInfo> pairs();

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * Two peers and the way between them.
     *
     * @param asker who asked first
     * @param peer who was asked for
     * @param ageMillis since the way was opened
     * @param idleMillis since the last datagram was forwarded, or since it was opened
     * @param forwarded datagrams, both directions
     * @param bytes of them
     * @param dropped datagrams beyond a quota, or before both had spoken
     */
    record PairInfo(End asker, End peer, long ageMillis, long idleMillis, long forwarded, long bytes, long dropped) {
    }

    /**
     * One end of a way.
     *
     * @param id the peer
     * @param node the id of the node that it is a client of; empty for this one
     * @param relayed where it sends to
     * @param seen where its datagrams come from; null before the first
     */
    record End(PeerId id, String node, InetSocketAddress relayed, InetSocketAddress seen) {
    }
}
