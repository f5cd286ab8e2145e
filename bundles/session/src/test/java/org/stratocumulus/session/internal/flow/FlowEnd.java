package org.stratocumulus.session.internal.flow;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlow.Order;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.protocol.chunk.UserDataView;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.internal.time.Alarms;

/** One end of a session without its session: flows, a clock that the test turns, and what was heard. */
final class FlowEnd implements FlowHost, SessionListener {
    static final int ROOM = 1180;

    /** A message that arrived. */
    record Heard(RecvFlow flow, byte[] data, int lostBefore) {
    }

    final Alarms alarms;
    final RoundTrip roundTrip = new RoundTrip();
    final Flows flows;
    final List<RecvFlow> opened = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<RecvFlow> closed = new ArrayList<>();
    private final UserDataView userData = new UserDataView();
    private final DataAssembly assembly = new DataAssembly();
    long now;
    boolean wanted;
    boolean dead;
    int refusedChunks;
    boolean timeCriticalReverse;
    Order order = Order.QUEUED;
    /** -1 accepts. */
    long rejectWith = -1;
    int dataPackets;
    int timeCriticalPackets;

    FlowEnd(Alarms alarms, FlowLimits limits) {
        this.alarms = alarms;
        flows = new Flows(this, limits);
    }

    FlowEnd() {
        this(new Alarms(), FlowLimits.defaults());
    }

    @Override
    public UserDataView userData() {
        return userData;
    }

    @Override
    public DataAssembly assembly() {
        return assembly;
    }

    SendFlow open(Priority priority) {
        return open(priority, SendFlowListener.NONE);
    }

    SendFlow open(Priority priority, SendFlowListener listener) {
        return flows.open(new byte[] {0, 'T', 'C', 4, 0}, null, priority, listener);
    }

    /** The next packet that can be sent now, or null. */
    byte[] packet() {
        WireWriter out = new WireWriter(new byte[ROOM]);
        int bits = flows.assemble(out);
        if (bits == 0) {
            wanted = false;
            return null;
        }
        dataPackets += bits / Flows.USER_DATA % 2;
        timeCriticalPackets += bits / Flows.TIME_CRITICAL;
        return out.toByteArray();
    }

    /** All packets that can be sent now. */
    List<byte[]> packets() {
        List<byte[]> all = new ArrayList<>();
        for (byte[] packet = packet(); packet != null; packet = packet()) {
            all.add(packet);
        }
        return all;
    }

    /** The chunks of all packets that can be sent now. */
    List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        packets().forEach(packet -> chunks.addAll(chunks(packet)));
        return chunks;
    }

    static List<Chunk> chunks(byte[] packet) {
        List<Chunk> chunks = new ArrayList<>();
        WireReader in = new WireReader(packet);
        while (in.hasRemaining()) {
            int type = in.u8();
            chunks.add(Chunk.decode(type, in.slice(in.u16())));
        }
        return chunks;
    }

    void receive(byte[] packet) {
        flows.packetBegins();
        WireReader in = new WireReader(packet);
        while (in.hasRemaining()) {
            int type = in.u8();
            flows.chunk(type, in.slice(in.u16()));
        }
        flows.packetEnds();
    }

    void receive(Chunk... chunks) {
        WireWriter out = new WireWriter(new byte[1 << 16]);
        for (Chunk chunk : chunks) {
            chunk.write(out);
        }
        receive(out.toByteArray());
    }

    /** Turns the clock, ringing what is due on the way. */
    void waitUntil(long moment) {
        while (alarms.next() <= moment) {
            now = Math.max(now, alarms.next());
            alarms.ring(now);
        }
        now = moment;
    }

    @Override
    public void flowOpened(Session session, RecvFlow flow) {
        opened.add(flow);
        if (rejectWith >= 0) {
            flow.reject(rejectWith);
        } else {
            flow.accept(order, new RecvFlowListener() {
                @Override
                public void message(RecvFlow from, byte[] data, int lostBefore) {
                    heard.add(new Heard(from, data, lostBefore));
                }

                @Override
                public void closed(RecvFlow ended) {
                    closed.add(ended);
                }
            });
        }
    }

    @Override
    public Session session() {
        return null;
    }

    @Override
    public SessionListener listener() {
        return this;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Alarms alarms() {
        return alarms;
    }

    @Override
    public RoundTrip roundTrip() {
        return roundTrip;
    }

    @Override
    public void wantTransmit() {
        wanted = true;
    }

    @Override
    public boolean timeCriticalReverse() {
        return timeCriticalReverse;
    }

    @Override
    public boolean timeCriticalSentAnywhere() {
        return false;
    }

    @Override
    public void dataLost() {
        // nothing is made of it here
    }

    @Override
    public void chunkRefused() {
        refusedChunks++;
    }

    @Override
    public void retransmissionLimitReached() {
        dead = true;
    }
}
