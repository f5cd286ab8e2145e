package org.stratocumulus.streams.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.spi.ApplicationDispatch;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.Session;

/** A client of one path, whose application answers by {@link #decision}, posted; writes down what the application is asked. */
abstract class TestConnection implements ClientConnection, ApplicationDispatch {
    private static long number;

    final List<String> asked = new ArrayList<>();
    Decision decision = Decision.ACCEPTED;
    private final PeerId id = new PeerId(0, 0, 0, ++number);
    private final EventLoop loop;
    private final String path;

    TestConnection(EventLoop loop, String path) {
        this.loop = loop;
        this.path = path;
    }

    private void ask(String question, Consumer<Decision> result) {
        asked.add(question);
        Decision answer = decision;
        loop.execute(() -> result.accept(answer));
    }

    @Override
    public void publish(String stream, Consumer<Decision> result) {
        ask("publish " + stream, result);
    }

    @Override
    public void unpublish(String stream) {
        asked.add("unpublish " + stream);
    }

    @Override
    public void subscribe(String stream, Consumer<Decision> result) {
        ask("subscribe " + stream, result);
    }

    @Override
    public void unsubscribe(String stream) {
        asked.add("unsubscribe " + stream);
    }

    @Override
    public void joinGroup(GroupId group, Consumer<Decision> result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leaveGroup(GroupId group) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public PeerId id() {
        return id;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public ApplicationDispatch applications() {
        return this;
    }

    @Override
    public int roundTripMillis() {
        return 40;
    }

    @Override
    public Session session() {
        return null;
    }

    @Override
    public RecvFlow controlFlow() {
        return null;
    }

    @Override
    public List<InetSocketAddress> reportedAddresses() {
        return List.of();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("192.0.2.1", 1935);
    }

    @Override
    public ConnectRequest connectRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public boolean send(String method, Object... arguments) {
        return false;
    }

    @Override
    public CompletionStage<AmfValue> call(String method, Object... arguments) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }
}
