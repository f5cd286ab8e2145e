package org.stratocumulus.client.load;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.PacketReader;

/** Datagrams with IHellos, and what comes back, without an endpoint (RFC 7016 sections 2.3.2 and 2.2.4). For one thread. */
final class HelloWire {
    /** The longest datagram, in bytes. */
    static final int ROOM = 2048;
    /** Length of a tag, in bytes. */
    static final int TAG_LENGTH = 16;

    private final PacketCipher cipher;
    private final byte[] packet = new byte[ROOM];
    private final byte[] wire = new byte[ROOM];
    private final byte[] plain = new byte[ROOM];
    private final WireWriter out = new WireWriter(packet);
    private final PacketReader reader = new PacketReader();

    HelloWire() {
        Identity nobody = Identity.ephemeral(IdentityTraits.CLIENT, new SecureRandom());
        cipher = new FlashProfile(nobody, FlashOptions.DEFAULT, new SecureRandom()).newDefaultCipher();
    }

    /** Writes a hello, from the buffer's position on. */
    void write(FlashDiscriminator discriminator, byte[] tag, ByteBuffer to) {
        out.reset(packet, PacketCipher.HEADROOM, ROOM - PacketCipher.TAILROOM);
        new PacketHeader().reset(PacketMode.STARTUP).timestamp(0).write(out);
        new IHello(discriminator.encoded(), tag).write(out);
        int length = SessionIds.SIZE + cipher.seal(packet, PacketCipher.HEADROOM, out.written(), wire, SessionIds.SIZE);
        SessionIds.scramble(SessionIds.STARTUP, wire, 0, length);
        to.put(wire, 0, length);
    }

    /** Type of the first chunk of a datagram (see {@code ChunkType}); -1 when it is none that can be read. */
    int firstChunk(ByteBuffer datagram) {
        int length = datagram.remaining();
        if (length <= SessionIds.SIZE) {
            return -1;
        }
        datagram.get(wire, 0, length);
        int opened = cipher.open(wire, SessionIds.SIZE, length - SessionIds.SIZE, plain);
        if (opened == PacketCipher.INVALID) {
            return -1;
        }
        try {
            reader.reset(plain, opened & 0xffff, opened >>> 16);
            return reader.next() ? reader.type() : -1;
        } catch (WireException e) {
            return -1;
        }
    }
}
