package org.stratocumulus.balancing.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.balancing.Balancing.Drain;

/**
 * Sends the clients of a draining node away: a few each second, so that the others are not overrun by those who come back, and
 * more when the deadline would not be met otherwise. One thread at a time, but for {@link #status}.
 *
 * <pre>
 *  here --told why, or without a NetConnection: closed at once--> told --still here {@link #PATIENCE_MILLIS} later: closed--> gone
 * </pre>
 */
public final class Leave {
    /** What a client reads in NetConnection.Connect.Closed. */
    static final String REASON = "this server takes leave of its clients; connect again";
    /** How long the others have to hear that this node drains before the first of its clients comes to them. */
    static final long HEAD_START_MILLIS = 2000;
    /** A session that is younger has just opened and is about to become a NetConnection, which can be told. */
    static final long YOUNG_MILLIS = 10_000;
    /** How long a client that was told may take to go. */
    static final long PATIENCE_MILLIS = 10_000;

    /**
     * An open session.
     *
     * @param id its receive session identifier
     * @param ageMillis since it opened
     */
    public record Guest(int id, PeerId peer, long ageMillis) {
    }

    /** Who is here. */
    public interface Guests {
        /** Open sessions, those without a NetConnection included. */
        List<Guest> list();

        /** Tells a client and closes its session. @return false when there is no NetConnection to tell */
        boolean tell(PeerId client, String reason);

        /** Closes a session without a word. */
        void close(int sessionId);
    }

    private final Guests guests;
    /** Sessions that were told or closed, and when. */
    private final Map<Integer, Long> told = new HashMap<>();
    private BalancingSettings.Draining order = BalancingSettings.Draining.NONE;
    private long startedAt;
    private long lastTick;
    private double due;
    private volatile Drain status = new Drain(false, 0, 0, 0);

    public Leave(Guests guests) {
        this.guests = guests;
    }

    /** Goes on, with what is ordered now. @param now milliseconds, monotonic */
    public void tick(BalancingSettings.Draining ordered, long now) {
        if (!ordered.active()) {
            order = ordered;
            told.clear();
            status = new Drain(false, 0, 0, 0);
            return;
        }
        if (!ordered.equals(order)) { // another pace or deadline counts from now
            if (!order.active()) {
                due = 0;
                startedAt = now;
            }
            order = ordered;
            lastTick = Math.max(now, startedAt + HEAD_START_MILLIS);
        }
        List<Guest> here = guests.list();
        told.keySet().retainAll(ids(here));
        long remaining = Math.max(0, startedAt + ordered.deadlineSeconds() * 1000L - now);
        long closed = status.closed();
        if (now >= startedAt + HEAD_START_MILLIS || remaining == 0) {
            closed += sendAway(here, Math.max(0, now - lastTick), remaining, now);
            lastTick = Math.max(now, lastTick);
        }
        status = new Drain(true, here.size() - told.size(), closed, remaining);
    }

    public Drain status() {
        return status;
    }

    /** @return how many */
    private int sendAway(List<Guest> here, long passed, long remaining, long now) {
        int left = here.size() - told.size();
        double needed = remaining == 0 ? left : left * (double) passed / (remaining + passed);
        due = remaining == 0 ? left : Math.min(left, due + Math.max(needed, order.pace() * (double) passed / 1000));
        int away = 0;
        Set<PeerId> peers = new HashSet<>(); // of several sessions with one, each is told in a round of its own
        for (Guest guest : here) {
            Long since = told.get(guest.id());
            if (since != null) {
                if (now - since > PATIENCE_MILLIS) {
                    guests.close(guest.id());
                }
            } else if (due >= 1 && peers.add(guest.peer()) && goes(guest, remaining)) {
                told.put(guest.id(), now);
                away++;
                due--;
            }
        }
        return away;
    }

    private boolean goes(Guest guest, long remaining) {
        if (guests.tell(guest.peer(), REASON)) {
            return true;
        }
        if (guest.ageMillis() < YOUNG_MILLIS && remaining > 0) {
            return false;
        }
        guests.close(guest.id());
        return true;
    }

    private static Set<Integer> ids(List<Guest> here) {
        Set<Integer> ids = new HashSet<>();
        here.forEach(guest -> ids.add(guest.id()));
        return ids;
    }
}
