package org.stratocumulus.cluster.internal.node;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;

/** A server to dial. */
final class Target {
    /** Where a target is. */
    enum State { WAITING, RESOLVING, DIALLING, LINKED, STANDBY, SELF }

    final List<HostPort> places;
    final Map<String, String> properties;
    /** Identity of a node learned from others; empty for a configured target. */
    final String learned;
    State state = State.WAITING;
    long since;
    /** When to dial next. */
    long due;
    /** When it was last linked or heard of. */
    long seen;
    Link link;
    String standbyFor = "";
    String lastError = "";
    /** What the place's host has resolved to. */
    List<InetAddress> addresses = List.of();
    int place;
    int address;
    boolean dropped;

    Target(List<HostPort> places, Map<String, String> properties, String learned, long now) {
        this.places = List.copyOf(places);
        this.properties = Map.copyOf(properties);
        this.learned = learned;
        this.since = now;
        this.due = now;
        this.seen = now;
    }

    boolean isLearned() {
        return !learned.isEmpty();
    }

    /** The one place where the state changes. */
    void enter(State next, long now) {
        if (state != next) {
            state = next;
            since = now;
        }
    }

    HostPort current() {
        return places.get(place % places.size());
    }

    @Override
    public String toString() {
        return places.get(0).toString();
    }
}
