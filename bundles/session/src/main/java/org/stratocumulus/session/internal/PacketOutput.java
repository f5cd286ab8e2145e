package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.crypto.PacketBatch;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;

/**
 * Where packets leave one loop: seals them and scrambles the session id (RFC 7016 section 2.2). Has the loop's scratch
 * arrays: some for packets of user data, which grow while listeners may be called and are sealed together, and one for all
 * others, which are written and sent in one breath. Packets leave in the order of sending. Confined to its loop; allocates
 * nothing per session packet.
 */
public final class PacketOutput {
    private static final int ROOM = 2_048;
    private static final int STARTUP_HEADER = 3;

    private final LoopContext context;
    private final PacketCipher defaultCipher;
    private final PacketFragmenter fragmenter;
    private final PacketBatch batch;
    /** Made when first used: of a client among thousands one place is. */
    private final byte[][] dataPlains = new byte[PacketBatch.WIDTH][];
    private final byte[][] dataWires = new byte[PacketBatch.WIDTH][];
    private final InetSocketAddress[] dataTo = new InetSocketAddress[PacketBatch.WIDTH];
    private final int[] dataSessionIds = new int[PacketBatch.WIDTH];
    private final int[] dataLengths = new int[PacketBatch.WIDTH];
    private int waiting;
    private final byte[] controlPlain = new byte[ROOM];
    private final byte[] wire = new byte[ROOM];
    private final WireWriter data = new WireWriter(new byte[0]);
    private final WireWriter control = new WireWriter(controlPlain);
    private final PacketHeader header = new PacketHeader();

    PacketOutput(LoopContext context, PacketCipher defaultCipher, long firstPacketId) {
        this.context = context;
        this.defaultCipher = defaultCipher;
        this.batch = context.parts().profile().newBatch();
        this.fragmenter = new PacketFragmenter(context, firstPacketId & 0x7fff_ffff);
    }

    /**
     * A writer for a packet that other code fills: begins behind the headroom, ends where the packet would grow too large.
     *
     * @param maxPacket bytes of the largest datagram of its session
     * @param spare bytes to leave out at the end
     */
    WireWriter beginData(PacketCipher cipher, int maxPacket, int spare) {
        if (dataPlains[waiting] == null) {
            dataPlains[waiting] = new byte[ROOM];
            dataWires[waiting] = new byte[ROOM];
        }
        return begin(data, dataPlains[waiting], room(cipher, maxPacket) - spare);
    }

    /** A writer for a packet that is sealed before anything else happens. @param maxPacket bytes of the largest datagram */
    WireWriter beginControl(PacketCipher cipher, int maxPacket) {
        return begin(control, controlPlain, room(cipher, maxPacket));
    }

    /**
     * Sends what was written since {@link #beginData}, now or with others at {@link #flush}.
     *
     * @return bytes of the datagram
     */
    int sendData(InetSocketAddress to, int sessionId, PacketCipher cipher, WireWriter packet) {
        keep(packet.array());
        int sealed = batch.add(cipher, packet.array(), PacketCipher.HEADROOM, packet.written(), dataWires[waiting], SessionIds.SIZE);
        int length = SessionIds.SIZE + sealed;
        dataTo[waiting] = to;
        dataSessionIds[waiting] = sessionId;
        dataLengths[waiting] = length;
        waiting++;
        if (waiting == PacketBatch.WIDTH) {
            flush();
        }
        return length;
    }

    /** While a packet is written, another may have gone out and taken those that waited along: its array is that of a later place then. */
    private void keep(byte[] plain) {
        for (int i = waiting; plain != dataPlains[waiting]; i++) {
            if (dataPlains[i] == plain) {
                dataPlains[i] = dataPlains[waiting];
                dataPlains[waiting] = plain;
            }
        }
    }

    /** Seals and sends the packets of user data that wait. */
    void flush() {
        batch.run();
        int packets = waiting;
        waiting = 0;
        for (int i = 0; i < packets; i++) {
            leave(dataTo[i], dataSessionIds[i], dataWires[i], dataLengths[i]);
            dataTo[i] = null;
        }
    }

    private void leave(InetSocketAddress to, int sessionId, byte[] sealed, int length) {
        SessionIds.scramble(sessionId, sealed, 0, length);
        context.loop().send(to, sealed, 0, length);
        context.count(Counter.DATAGRAMS_OUT);
    }

    /**
     * Seals and sends what was written since {@link #beginControl}.
     *
     * @return bytes of the datagram
     */
    int send(InetSocketAddress to, int sessionId, PacketCipher cipher, WireWriter packet) {
        flush();
        int length = SessionIds.SIZE + cipher.seal(packet.array(), PacketCipher.HEADROOM, packet.written(), wire, SessionIds.SIZE);
        leave(to, sessionId, wire, length);
        return length;
    }

    /**
     * Sends one startup chunk under the Default Session Key, in fragments where it is too large (RFC 7016 section 3.4).
     *
     * @param sessionId 0, or the initiator's session id (sections 2.3.6 and 2.3.8)
     */
    public void startup(InetSocketAddress to, int sessionId, Chunk chunk) {
        int maxPacket = context.options().maxPacket();
        if (STARTUP_HEADER + chunk.size() <= room(defaultCipher, maxPacket)) {
            WireWriter packet = beginControl(defaultCipher, maxPacket);
            startupHeader(packet);
            chunk.write(packet);
            send(to, sessionId, defaultCipher, packet);
        } else {
            WireWriter whole = new WireWriter(new byte[STARTUP_HEADER + chunk.size()]);
            startupHeader(whole);
            chunk.write(whole);
            fragmenter.send(to, sessionId, whole.array());
        }
    }

    /** Bytes that a plain packet may have. */
    private static int room(PacketCipher cipher, int maxPacket) {
        return maxPacket - SessionIds.SIZE - cipher.overhead();
    }

    private static WireWriter begin(WireWriter writer, byte[] plain, int room) {
        return writer.reset(plain, PacketCipher.HEADROOM, PacketCipher.HEADROOM + room);
    }

    /** Marker 0x0B: Adobe-derived clients want a timestamp in startup packets and nothing else. */
    private void startupHeader(WireWriter packet) {
        header.reset(PacketMode.STARTUP).timestamp(context.now() >> 2).write(packet);
    }

    int fragmentRoom() {
        return room(defaultCipher, context.options().maxPacket()) - STARTUP_HEADER;
    }
}
