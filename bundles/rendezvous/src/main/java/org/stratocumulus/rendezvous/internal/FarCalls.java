package org.stratocumulus.rendezvous.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.protocol.WireException;

/**
 * Calls of {@code relay} for peers of other servers, and those of others for peers of this one. One way: who is called on a server that it
 * has just left hears nothing, and the caller does not read it. Calls for one peer stay in order as far as its server stays the same. Never
 * on an event loop; else any thread.
 */
public final class FarCalls implements ClusterMessageHandler {
    /** The topic of all messages. */
    public static final String TOPIC = "rendezvous.relay";
    /** Calls of one client per second that are passed on, unless it is configured. */
    public static final int PER_CLIENT = 50;
    /** Calls that wait until it is known where their peers are; more fail. */
    static final int MAX_WAITING = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FarCalls.class);

    private final ConnectionDirectory here;
    private final LongSupplier clock;
    private final PeerOwners owners = new PeerOwners();
    private final PeerBudget perClient;
    private final Map<PeerId, List<byte[]>> waiting = new HashMap<>();
    private int waitingCalls;

    /**
     * @param here this server's clients
     * @param clock milliseconds, monotonic
     * @param seed not to be foreseen
     */
    public FarCalls(ConnectionDirectory here, LongSupplier clock, long seed) {
        this.here = here;
        this.clock = clock;
        this.perClient = new PeerBudget(new SeededHash(seed), PER_CLIENT);
    }

    /** Sets how many calls of one client are passed on per second. */
    public void perClient(int perSecond) {
        perClient.rate(perSecond);
    }

    /** @param peers knows which other server has which peer; null for nobody */
    public void directory(OwnedIds<PeerId> peers) {
        owners.directory(peers);
    }

    /**
     * Passes a call on.
     *
     * @throws IllegalArgumentException when nobody has the peer, or the arguments are too large; the caller reads why
     * @throws IllegalStateException when it is too much
     */
    void call(PeerId caller, PeerId peer, List<AmfValue> arguments) {
        byte[] call = new FarCall(caller, peer, arguments).encode();
        if (!perClient.take(caller, clock.getAsLong())) {
            throw new IllegalStateException("too many calls in a second for peers of other servers");
        }
        CompletionStage<List<ServerNode>> asked = null;
        synchronized (this) {
            List<byte[]> before = waiting.get(peer);
            List<ServerNode> known = before == null ? owners.known(peer) : List.of();
            if (!known.isEmpty()) {
                send(known, call);
                return;
            }
            if (waitingCalls >= MAX_WAITING) {
                throw new IllegalStateException("too much waits for peers of other servers");
            }
            if (before == null) {
                asked = owners.find(peer);
                if (asked.toCompletableFuture().isDone()) {
                    sendAtOnce(asked.toCompletableFuture().join(), call);
                    return;
                }
                before = new ArrayList<>();
                waiting.put(peer, before);
            }
            before.add(call);
            waitingCalls++;
        }
        if (asked != null) {
            asked.thenAccept(found -> sendWaiting(peer, found));
        }
    }

    private static void sendAtOnce(List<ServerNode> found, byte[] call) {
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no such peer");
        }
        send(found, call);
    }

    private synchronized void sendWaiting(PeerId peer, List<ServerNode> found) {
        List<byte[]> calls = waiting.remove(peer);
        waitingCalls -= calls.size();
        calls.forEach(call -> send(found, call));
    }

    /** To each of several owners: all but one know the peer from a session that has yet to be found dead. */
    private static void send(List<ServerNode> to, byte[] call) {
        to.forEach(server -> server.send(TOPIC, AmfByteArray.of(call)));
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        try {
            FarCall call = FarCall.decode(values);
            Client peer = here.find(call.peer());
            if (peer != null && peer.isConnected()) {
                RendezvousApplication.onRelay(peer, call.caller(), call.arguments());
            }
        } catch (WireException e) {
            LOG.debug("no call of {}: {}", from, e.getMessage());
        }
    }
}
