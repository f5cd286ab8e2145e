package org.stratocumulus.balancing.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.balancing.Balancing.Drain;

/**
 * Sends the clients of a draining node away: a few each second, so that the others are not overrun by those who come back, and
 * more when the deadline would not be met otherwise. One thread at a time, but for {@link #status}.
 */
public final class Leave {
    /** What a client reads in NetConnection.Connect.Closed. */
    static final String REASON = "this server takes leave of its clients; connect again";
    /** How long the others have to hear that this node drains before the first of its clients comes to them. */
    static final long HEAD_START_MILLIS = 2000;

    /** Who is here. */
    public interface Clients {
        /** Open sessions, those without a NetConnection included. */
        List<PeerId> list();

        /** Tells a client and closes its session. @return false when there is no NetConnection to close */
        boolean close(PeerId client, String reason);
    }

    private final Clients clients;
    private final Set<PeerId> told = new HashSet<>();
    private BalancingSettings.Draining order = BalancingSettings.Draining.NONE;
    private long startedAt;
    private long lastTick;
    private double due;
    private volatile Drain status = new Drain(false, 0, 0, 0);

    public Leave(Clients clients) {
        this.clients = clients;
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
        List<PeerId> here = clients.list();
        told.retainAll(new HashSet<>(here));
        long remaining = Math.max(0, startedAt + ordered.deadlineSeconds() * 1000L - now);
        if (now >= startedAt + HEAD_START_MILLIS || remaining == 0) {
            close(here, Math.max(0, now - lastTick), remaining);
            lastTick = Math.max(now, lastTick);
        }
        status = new Drain(true, here.size() - told.size(), status.closed(), remaining);
    }

    public Drain status() {
        return status;
    }

    private void close(List<PeerId> here, long passed, long remaining) {
        int left = here.size() - told.size();
        double needed = remaining == 0 ? left : left * (double) passed / (remaining + passed);
        due = Math.min(left, due + Math.max(needed, order.pace() * (double) passed / 1000));
        if (remaining == 0) {
            due = left;
        }
        long closed = status.closed();
        for (PeerId client : here) {
            if (due < 1) {
                break;
            }
            if (!told.contains(client) && clients.close(client, REASON)) {
                told.add(client);
                closed++;
                due--;
            }
        }
        status = new Drain(true, left, closed, remaining);
    }
}
