package org.stratocumulus.api.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.amf.AmfValue;

/**
 * Another server, from the moment its link came up. When the link is lost this object stays down for ever; a server that comes back
 * is a new object with its own connection event.
 */
@ProviderType
public interface ServerNode {
    /** Stable identity of the node; empty for a server that announces none (the C++ CumulusServer). */
    String nodeId();

    /** Grows with each start of the node; 0 where {@link #nodeId} is empty. */
    long incarnation();

    /** Far address of the link, {@code host:port}; IPv6 in brackets. */
    String address();

    /** Where clients reach it: {@code host:port}, best first, host names unresolved; empty when it announced nothing usable. */
    List<String> publicAddresses();

    /** Which end dialled. */
    Direction direction();

    /** The properties of the target ({@code ?key=value}), on both ends of the link; without those the link itself uses. */
    Map<String, String> properties();

    /** What the node can do beyond the original link; empty for the C++ CumulusServer. */
    Set<String> capabilities();

    /** Application paths that run there, {@code /} for the root. */
    Set<String> services();

    /** Whether the link is up. */
    boolean isConnected();

    /** Smoothed round-trip time of the link in milliseconds, -1 where it is not measured. */
    int roundTripMillis();

    /** The node's newest report; empty for servers that send none, before the first, and after the link is lost. */
    Optional<NodeReport> report();

    /**
     * Sends a message, one way. Messages of one link arrive in the order of sending. Never blocks.
     *
     * @param handler 1 to 255 bytes of UTF-8, not {@code .} and not beginning with a colon; see {@link ClusterMessageHandler}
     * @param values the arguments; containers must not change during the call
     * @return whether it was dropped
     * @throws IllegalArgumentException for a name that cannot be used
     */
    SendResult send(String handler, AmfValue... values);

    /**
     * Sends a message that is to be answered.
     *
     * @param timeout how long to wait for the answer, at most one hour
     * @return completes with the answer, on a thread of the cluster's pool; exceptionally with {@link RequestFailedException}
     *     when there is no handler, the handler fails, the message is dropped, the link is lost, the time is over, or the server
     *     does not answer requests at all (the C++ CumulusServer)
     * @throws IllegalArgumentException for a name that cannot be used
     */
    CompletionStage<AmfValue> request(String handler, Duration timeout, AmfValue... values);
}
