package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;

/**
 * Where packets leave one loop: seals them and scrambles the session id (RFC 7016 section 2.2). Has the loop's scratch
 * arrays, one for packets of user data, which grow while listeners may be called, and one for all others, which are
 * written and sent in one breath. Confined to its loop; allocates nothing per session packet.
 */
public final class PacketOutput {
    private static final int ROOM = 2_048;
    private static final int STARTUP_HEADER = 3;

    private final LoopContext context;
    private final PacketCipher defaultCipher;
    private final PacketFragmenter fragmenter;
    private final byte[] dataPlain = new byte[ROOM];
    private final byte[] controlPlain = new byte[ROOM];
    private final byte[] wire = new byte[ROOM];
    private final WireWriter data = new WireWriter(dataPlain);
    private final WireWriter control = new WireWriter(controlPlain);
    private final PacketHeader header = new PacketHeader();

    PacketOutput(LoopContext context, PacketCipher defaultCipher, long firstPacketId) {
        this.context = context;
        this.defaultCipher = defaultCipher;
        this.fragmenter = new PacketFragmenter(context, firstPacketId & 0x7fff_ffff);
    }

    /**
     * A writer for a packet that other code fills: begins behind the headroom, ends where the packet would grow too large.
     *
     * @param maxPacket bytes of the largest datagram of its session
     * @param spare bytes to leave out at the end
     */
    WireWriter beginData(PacketCipher cipher, int maxPacket, int spare) {
        return begin(data, dataPlain, room(cipher, maxPacket) - spare);
    }

    /** A writer for a packet that is sealed before anything else happens. @param maxPacket bytes of the largest datagram */
    WireWriter beginControl(PacketCipher cipher, int maxPacket) {
        return begin(control, controlPlain, room(cipher, maxPacket));
    }

    /**
     * Seals and sends what was written since {@link #beginData} or {@link #beginControl}.
     *
     * @return bytes of the datagram
     */
    int send(InetSocketAddress to, int sessionId, PacketCipher cipher, WireWriter packet) {
        int sealed = cipher.seal(packet.array(), PacketCipher.HEADROOM, packet.written(), wire, SessionIds.SIZE);
        int length = SessionIds.SIZE + sealed;
        SessionIds.scramble(sessionId, wire, 0, length);
        context.loop().send(to, wire, 0, length);
        context.count(Counter.DATAGRAMS_OUT);
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
