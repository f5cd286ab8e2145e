package org.stratocumulus.application.internal.connection;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.RecvFlow;

/** Streams that write down what happens to them. */
final class RecordingStreams implements NetStreamFactory {
    final List<String> events = new ArrayList<>();

    @Override
    public NetStream open(ClientConnection connection, int streamId) {
        events.add("open " + streamId);
        return new NetStream() {
            @Override
            public void message(RecvFlow flow, byte[] rtmpMessage, int lostBefore) {
                events.add(streamId + " " + HexFormat.of().formatHex(rtmpMessage));
            }

            @Override
            public void flowClosed(RecvFlow flow) {
                events.add("flow closed " + streamId);
            }

            @Override
            public void close() {
                events.add("close " + streamId);
            }
        };
    }
}
