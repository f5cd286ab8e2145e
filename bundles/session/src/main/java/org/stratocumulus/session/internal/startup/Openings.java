package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.stratocumulus.api.PeerId;

/**
 * The sessions that an endpoint is opening, over all its loops: by tag, because answers to a hello come in on the loop of
 * their source address; by candidate address, for glare; and by the identity they are keying with, for duplicates. Any
 * thread.
 */
public final class Openings {
    private final ConcurrentMap<Tag, Opening> byTag = new ConcurrentHashMap<>();
    private final ConcurrentMap<InetSocketAddress, Opening> byAddress = new ConcurrentHashMap<>();
    private final ConcurrentMap<PeerId, Opening> byPeer = new ConcurrentHashMap<>();

    /** Takes an opening session in. */
    void add(Opening opening) {
        byTag.put(opening.tag(), opening);
    }

    /** The opening says hello to this address, or keys with it. */
    void addAddress(InetSocketAddress address, Opening opening) {
        byAddress.put(address, opening);
    }

    /** @return false when another one is keying with this identity already */
    boolean beginKeying(PeerId peer, Opening opening) {
        return byPeer.putIfAbsent(peer, opening) == null;
    }

    /** The opening does not key with this identity any more. */
    void endKeying(PeerId peer, Opening opening) {
        byPeer.remove(peer, opening);
    }

    /** The opening has nothing to do with this address any more. */
    void removeAddress(InetSocketAddress address, Opening opening) {
        byAddress.remove(address, opening);
    }

    /** Forgets an opening that opened or failed. */
    void remove(Opening opening) {
        byTag.remove(opening.tag(), opening);
    }

    Opening withTag(byte[] tagEcho) {
        return byTag.isEmpty() || tagEcho.length != Tag.LENGTH ? null : byTag.get(Tag.of(tagEcho));
    }

    Opening at(InetSocketAddress address) {
        return byAddress.isEmpty() ? null : byAddress.get(address);
    }

    /** All of now. */
    public Collection<Opening> all() {
        return List.copyOf(byTag.values());
    }
}
