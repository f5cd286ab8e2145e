package org.stratocumulus.session.internal;

import java.nio.ByteBuffer;
import org.stratocumulus.session.internal.path.PathSearch;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * Path MTU discovery of one session (RFC 7016 section 3.5.4.3): sends the probes that {@link PathSearch} asks for, a Padding chunk and then
 * a Ping, and sets the size of the session's datagrams by the answers.
 *
 * <p>A fragment keeps the size in which it was sent first, so on a path that has become narrower some may be too large. They are sent in
 * Packet Fragments (section 3.4: unavoidably large) and as they are in turn, for some far ends do not take the former and some networks not
 * the latter. Confined to the session's loop.
 */
final class PathDiscovery {
    private static final byte MARK = 'P';
    private static final int LENGTH = 1 + Integer.BYTES;
    /** What a datagram may lack of the full size and still be a full one: less than the least piece that a message is cut for. */
    private static final int NEARLY = 64;

    private final OpenSession session;
    private final LoopContext context;
    private final PathSearch search;
    private final Alarms.Alarm alarm;
    private int largest;
    private boolean asItIs;

    PathDiscovery(OpenSession session, LoopContext context, int ceiling) {
        this.session = session;
        this.context = context;
        this.search = new PathSearch(session.maxPacket, ceiling);
        this.alarm = context.alarms().alarm(this::turn);
        this.largest = session.maxPacket;
    }

    /** A datagram with user data has gone. */
    void sent(int length) {
        if (length > session.maxPacket - NEARLY && search.fullDatagramSent(context.now())) {
            alarm.set(context.now());
        }
    }

    void dataLost() {
        if (search.dataLost(context.now())) {
            alarm.set(context.now());
        }
    }

    /** DESTADDR is another one now. */
    void pathChanged() {
        search.pathChanged();
        alarm.cancel();
        apply();
    }

    /** Whether the message of a Ping Reply is that of a probe. */
    boolean pingReply(byte[] data, int offset, int length) {
        boolean isProbe = length == LENGTH && data[offset] == MARK;
        if (isProbe && search.answered(ByteBuffer.wrap(data, offset + 1, Integer.BYTES).getInt(), context.now())) {
            apply();
            alarm.set(context.now());
        }
        return isProbe;
    }

    /** Bytes of the largest datagram that there ever was. */
    int largest() {
        return largest;
    }

    /** Whether a packet that is larger than the path allows now is to be sent as it is; every other time. */
    boolean takesTurnAsItIs() {
        asItIs = !asItIs;
        return asItIs;
    }

    void end() {
        alarm.cancel();
    }

    private void turn() {
        int bytes = search.due(context.now(), session.roundTrip.erto());
        if (bytes > 0) {
            context.count(Counter.PATH_PROBES);
            session.engine().sessionOutput().probe(session, bytes,
                    ByteBuffer.allocate(LENGTH).put(MARK).putInt(search.number()).array());
        }
        apply();
        if (search.deadline() != Alarms.NEVER) {
            alarm.set(search.deadline());
        }
    }

    private void apply() {
        int size = search.size();
        if (size != session.maxPacket) {
            context.count(size > session.maxPacket ? Counter.PATH_RAISED : Counter.PATH_LOWERED);
            session.maxPacket = size;
            largest = Math.max(largest, size);
            session.wantTransmit();
        }
    }
}
