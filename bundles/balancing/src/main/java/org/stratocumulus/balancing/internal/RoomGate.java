package org.stratocumulus.balancing.internal;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.spi.ConnectGate;

/**
 * Tells the clients for whom nobody had room why, in NetConnection.Connect.Rejected; and where there is room by now, as users of the
 * original did: {@code ex.code} 302 and {@code ex.redirect}. Where that is this node, they are let in.
 */
public final class RoomGate implements ConnectGate {
    private final HelloBalancer balancer;
    private final BooleanSupplier room;

    /** @param room whether this node has room, at the moment of asking, for a client that has a session already; any thread may ask */
    public RoomGate(HelloBalancer balancer, BooleanSupplier room) {
        this.balancer = balancer;
        this.room = room;
    }

    @Override
    public RejectedException refusal(Client client, ConnectRequest request) {
        String reason = balancer.turnedAway(client.address());
        if (reason == null || room.getAsBoolean() && balancer.admitAfterAll(client.address())) {
            return null;
        }
        String elsewhere = balancer.find(client.address());
        return elsewhere.isEmpty() ? new RejectedException(reason)
            : new RejectedException(reason, Map.of("code", 302, "redirect", "rtmfp://" + elsewhere + client.path()));
    }
}
