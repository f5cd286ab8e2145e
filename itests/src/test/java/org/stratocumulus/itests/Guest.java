package org.stratocumulus.itests;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.client.ClientOptions;
import org.stratocumulus.client.KeepaliveRange;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.NetStream;
import org.stratocumulus.client.NetStreamListener;
import org.stratocumulus.client.RtmfpClient;
import org.stratocumulus.client.StatusException;
import org.stratocumulus.session.CloseReason;

/** A client of the server under test, with an identity of its own; hears what it is told. */
class Guest implements AutoCloseable, NetConnectionListener, NetStreamListener {
    /** Silence after which a guest asks whether the server is still there, in milliseconds; it gives up after three times that. */
    private static final long KEEPALIVE = 1000;

    /** The codes of all that was said on the connection and its streams, in order. */
    final List<String> statuses = new CopyOnWriteArrayList<>();
    private final RtmfpClient client;
    private volatile CompletableFuture<CloseReason> closed;
    private volatile NetConnection connection;

    Guest() throws Exception {
        client = RtmfpClient.open(ClientOptions.DEFAULT.withEndpoint(ClientOptions.DEFAULT.endpoint().withKeepalive(KEEPALIVE))
            .withKeepalive(new KeepaliveRange(KEEPALIVE, KEEPALIVE)));
    }

    /** @throws ExecutionException when it is refused */
    final void connect(String uri) throws Exception {
        Patience.await(begin(uri));
    }

    /** Begins to connect. */
    final CompletableFuture<NetConnection> begin(String uri) {
        closed = new CompletableFuture<>();
        return client.connect(uri, this).thenApply(up -> connection = up);
    }

    /** What a new client is told that is refused there; empty when it is welcome. */
    static String refusal(String uri) throws Exception {
        try (Guest guest = new Guest()) {
            guest.connect(uri);
            return "";
        } catch (ExecutionException e) {
            return code(e);
        }
    }

    final NetConnection connection() {
        return connection;
    }

    /** The identity of the server, in hexadecimal. */
    final String server() {
        return connection.session().farPeerId().toString();
    }

    /** Fails at the end of patience; else why the connection has ended. */
    final CloseReason closed() throws Exception {
        return Patience.await(closed);
    }

    final boolean isClosed() {
        return closed.isDone();
    }

    final NetStream stream() throws Exception {
        return Patience.await(connection.createStream(this));
    }

    final AmfValue call(String method, Object... arguments) throws Exception {
        return Patience.await(connection.call(method, arguments));
    }

    /** The code that a call fails with; empty when it does not. */
    final String failure(String method, Object... arguments) throws Exception {
        try {
            call(method, arguments);
            return "";
        } catch (ExecutionException e) {
            return code(e);
        }
    }

    final void awaitStatus(String code) throws Exception {
        Patience.await(code + " after " + statuses, () -> statuses.contains(code));
    }

    private static String code(ExecutionException e) throws ExecutionException {
        if (e.getCause() instanceof StatusException refused) {
            return refused.code();
        }
        throw e;
    }

    private void note(AmfValue info) {
        statuses.add(info instanceof AmfObject object ? object.get("code").asString() : info.toString());
    }

    @Override
    public final void status(NetConnection of, AmfValue info) {
        note(info);
    }

    @Override
    public final void status(NetStream of, AmfValue info) {
        note(info);
    }

    @Override
    public final void closed(NetConnection of, CloseReason reason) {
        closed.complete(reason);
        ended();
    }

    /** A connection that was up has ended. On its loop. */
    void ended() {
    }

    @Override
    public final void close() {
        client.close();
    }
}
