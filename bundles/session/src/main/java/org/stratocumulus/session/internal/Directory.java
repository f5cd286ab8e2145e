package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stratocumulus.api.PeerId;

/**
 * The open sessions of an endpoint over all its loops: by the far end's identity, and by its address, which RFC 7016 section
 * 3.5.1.1.2 asks for. Also counts every session that takes room, closing ones included. Any thread.
 */
public final class Directory {
    private final ConcurrentMap<PeerId, OpenSession> byPeer = new ConcurrentHashMap<>();
    private final ConcurrentMap<InetSocketAddress, OpenSession> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();

    /** Enters a session that opened; of several with one peer the newest is found. */
    void opened(OpenSession session) {
        byPeer.compute(session.farPeerId(), (peer, older) -> {
            session.olderOfPeer = older;
            return session;
        });
        byAddress.put(session.farAddress(), session);
    }

    /** Takes a session out that is not open any more. */
    void left(OpenSession session) {
        byPeer.computeIfPresent(session.farPeerId(), (peer, newest) -> without(session, newest));
        byAddress.remove(session.farAddress(), session);
    }

    /** The session's far end is elsewhere now. */
    void moved(OpenSession session, InetSocketAddress former) {
        byAddress.remove(former, session);
        byAddress.put(session.farAddress(), session);
    }

    /** The newest open session with this peer, or null. */
    public OpenSession find(PeerId peer) {
        return byPeer.get(peer);
    }

    /** The open session whose DESTADDR this is, or null. */
    public OpenSession at(InetSocketAddress address) {
        return byAddress.get(address);
    }

    /** Open sessions, at most so many. */
    public List<OpenSession> some(int limit) {
        List<OpenSession> some = new ArrayList<>();
        for (OpenSession newest : byPeer.values()) {
            for (OpenSession session = newest; session != null && some.size() < limit; session = session.olderOfPeer) {
                some.add(session);
            }
        }
        return some;
    }

    /** Takes room for one more session. @return false when there were {@code limit} already */
    public boolean reserve(int limit) {
        if (sessions.incrementAndGet() > limit) {
            sessions.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives the room of one session back. */
    public void release() {
        sessions.decrementAndGet();
    }

    /** Sessions that take room now. */
    public int size() {
        return sessions.get();
    }

    private static OpenSession without(OpenSession gone, OpenSession newest) {
        if (newest == gone) {
            return gone.olderOfPeer;
        }
        for (OpenSession session = newest; session != null; session = session.olderOfPeer) {
            if (session.olderOfPeer == gone) {
                session.olderOfPeer = gone.olderOfPeer;
            }
        }
        return newest;
    }
}
