package org.stratocumulus.examples.echo;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectRequest;

/** A client without a network: keeps what it is sent. */
final class Caller implements Client {
    final List<String> heard = new ArrayList<>();
    private final String path;

    Caller(String path) {
        this.path = path;
    }

    Object call(Application application, String method, Object... arguments) throws Exception {
        return application.call(this, method, AmfArray.of(arguments).elements());
    }

    @Override
    public PeerId id() {
        return new PeerId(1, 2, 3, 4);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("192.0.2.1", 1935);
    }

    @Override
    public ConnectRequest connectRequest() {
        return new ConnectRequest(path, Map.of(), new AmfObject(), List.of());
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public int roundTripMillis() {
        return 40;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean send(String method, Object... arguments) {
        heard.add(method + List.of(arguments));
        return true;
    }

    @Override
    public CompletionStage<AmfValue> call(String method, Object... arguments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(String reason) {
        throw new UnsupportedOperationException();
    }
}
