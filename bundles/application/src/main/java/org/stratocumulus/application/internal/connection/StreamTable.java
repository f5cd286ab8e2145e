package org.stratocumulus.application.internal.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.RecvFlow;

/** The streams of one connection. Confined to the loop. */
final class StreamTable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTable.class);

    /** Of a connection that has not made a stream. Nothing is to be added to it. */
    static final StreamTable NONE = new StreamTable(0);

    private static final class Open implements AlignedFlows.Receiver {
        private NetStream stream;
        private NetStreamFactory maker;
        private final List<RecvFlow> flows = new ArrayList<>(4);
        private boolean closed;

        private Open(NetStream stream, NetStreamFactory maker) {
            this.stream = stream;
            this.maker = maker;
        }

        @Override
        public void message(RecvFlow flow, byte[] data, int lostBefore) {
            if (!closed) {
                stream.message(flow, data, lostBefore);
            }
        }

        @Override
        public void closed(RecvFlow flow) {
            if (flows.remove(flow) && !closed) {
                stream.flowClosed(flow);
            }
        }
    }

    private final int limit;
    private final Map<Integer, Open> streams = new TreeMap<>();

    /** @param limit streams open at a time */
    StreamTable(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return streams.size() >= limit;
    }

    /** The lowest id that is free; 0 is the NetConnection's. */
    int nextId() {
        int id = 1;
        for (int taken : streams.keySet()) {
            if (taken != id) {
                break;
            }
            id++;
        }
        return id;
    }

    void add(int id, NetStream stream, NetStreamFactory maker) {
        streams.put(id, new Open(stream, maker));
    }

    /** A flow for a stream begins. @return false when there is no such stream */
    boolean flowOpened(RecvFlow flow, FlowMetadata.Rtmp metadata, AlignedFlows aligned) {
        Open open = streams.get(metadata.streamId());
        if (open == null || open.closed) {
            return false;
        }
        open.flows.add(flow);
        aligned.accept(flow, open.stream.flowOpened(flow, metadata), open);
        return true;
    }

    /** A message for a stream on the control flow. @return false when there is no such stream */
    boolean message(int id, RecvFlow flow, byte[] data) {
        Open open = streams.get(id);
        if (open != null) {
            open.message(flow, data, 0);
        }
        return open != null && !open.closed;
    }

    /** Ends a stream and rejects all of its flows together (RFC 7425 section 5.3.5.3). Unknown ids are ignored. */
    void close(int id) {
        Open open = streams.remove(id);
        if (open != null) {
            close(open);
        }
    }

    /** Ends the streams of a factory that has gone. Their ids stay taken until the client deletes them: to it they are still there. */
    void closeMadeBy(NetStreamFactory maker) {
        List.copyOf(streams.values()).stream().filter(open -> open.maker == maker).forEach(StreamTable::close);
    }

    void closeAll() {
        List.copyOf(streams.keySet()).forEach(this::close);
    }

    private static void close(Open open) {
        if (open.closed) {
            return;
        }
        open.closed = true;
        try {
            open.stream.close();
        } catch (RuntimeException e) { // its connection and the other streams must end all the same
            LOG.error("a stream failed to close", e);
        }
        for (RecvFlow flow : List.copyOf(open.flows)) {
            flow.reject(0); // no exception codes are defined by this profile (RFC 7425 section 5.3.5.3)
        }
        open.flows.clear();
        open.stream = null; // their bundle may have gone for good
        open.maker = null;
    }
}
