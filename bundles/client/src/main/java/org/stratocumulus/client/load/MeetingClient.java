package org.stratocumulus.client.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.PeerConnection;
import org.stratocumulus.client.PeerListener;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlowListener;

/** A client that peers can find: it sends back what they say. Any thread may use it. */
final class MeetingClient implements PeerListener {
    private static final byte[] CALL = "call".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ECHO = "echo".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MESSAGE = "hello".getBytes(StandardCharsets.UTF_8);

    /**
     * How two met.
     *
     * @param openedNanos from the first hello for the peer to the open session
     * @param echoNanos from there to the echo of the first message
     * @param far where the peer is
     */
    record Met(long openedNanos, long echoNanos, String far) {
        JsonLine write() {
            return new JsonLine().put("far", far).put("openedMillis", openedNanos / 1e6, 2);
        }
    }

    private final NetConnection connection;
    private final Map<PeerId, CompletableFuture<Void>> echoes = new ConcurrentHashMap<>();

    MeetingClient(NetConnection connection) {
        this.connection = connection;
        connection.peers().listener(this);
    }

    NetConnection connection() {
        return connection;
    }

    /** Finds a peer, says something, hears it again, and closes the session. */
    CompletableFuture<Met> meet(PeerId peer, long timeoutMillis) {
        long begin = System.nanoTime();
        CompletableFuture<Void> echo = new CompletableFuture<>();
        echoes.put(peer, echo);
        return connection.peers().connect(peer).orTimeout(timeoutMillis, TimeUnit.MILLISECONDS).thenCompose(found -> {
            long opened = System.nanoTime();
            say(found, CALL, MESSAGE);
            return echo.orTimeout(timeoutMillis, TimeUnit.MILLISECONDS).thenApply(heard -> {
                String far = found.session().farAddress().toString().replaceFirst("^.*/", "");
                found.close();
                return new Met(opened - begin, System.nanoTime() - opened, far);
            });
        }).whenComplete((met, failure) -> echoes.remove(peer, echo));
    }

    private static void say(PeerConnection peer, byte[] metadata, byte[] message) {
        peer.openFlow(metadata, Priority.DATA, SendFlowListener.NONE).thenAccept(flow -> flow.write(message, Delivery.RELIABLE));
    }

    @Override
    public void flowOpened(PeerConnection peer, RecvFlow flow) {
        boolean call = flow.metadata().length > 0 && flow.metadata()[0] == CALL[0];
        flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> {
            if (call) {
                say(peer, ECHO, message);
            } else {
                CompletableFuture<Void> waiting = echoes.get(peer.peerId());
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        });
    }
}
