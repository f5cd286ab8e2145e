package org.stratocumulus.api.cluster;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.amf.AmfValue;

/**
 * Linked servers, all or those of one direction, in the order in which they were linked. A view: every call sees the servers of
 * its moment. A server linked twice (two nodes that have each other in their targets) is one element.
 */
@ProviderType
public interface Servers extends Iterable<ServerNode> {
    /** The servers of this moment; never changes afterwards. */
    List<ServerNode> list();

    /** How many there are. */
    default int count() {
        return list().size();
    }

    @Override
    default Iterator<ServerNode> iterator() {
        return list().iterator();
    }

    /**
     * The server that has this address.
     *
     * @param address {@code host:port}: one of its public addresses, or the far address of its link
     */
    default Optional<ServerNode> find(String address) {
        return list().stream().filter(s -> s.publicAddresses().contains(address) || s.address().equals(address)).findFirst();
    }

    /**
     * Sends a message to each of them. A server that cannot take it is left out and the others are not delayed.
     *
     * @param handler as in {@link ServerNode#send}
     * @param values as in {@link ServerNode#send}
     * @return who was left out
     * @throws IllegalArgumentException for a name that cannot be used
     */
    BroadcastResult broadcast(String handler, AmfValue... values);
}
