package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RHelloCookieChange;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.protocol.chunk.Redirect;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.LoopContext;
import org.stratocumulus.session.internal.LoopEngine;
import org.stratocumulus.session.internal.TokenBucket;

/**
 * Takes startup packets apart: those with session id 0, and those to an opening session, all under the Default Session Key
 * and of mode 3 (RFC 7016 sections 2.2.4 and 2.3). Confined to its loop.
 */
public final class StartupInput {
    private final LoopContext context;
    private final PacketCipher cipher;
    private final KeyingDesk keying;
    private final Responder responder;
    private final Reassembly reassembly;
    /** Grows with the longest datagram so far. */
    private byte[] plain = new byte[2_048];
    private final PacketReader packet = new PacketReader();
    private final PacketReader reassembled = new PacketReader();

    /** @param cookies the jar of this loop */
    public StartupInput(LoopEngine engine, CookieJar cookies) {
        this.context = engine.context();
        this.cipher = context.parts().profile().newDefaultCipher();
        TokenBucket answers = new TokenBucket(context.share(context.options().hellosPerSecond()), context.now());
        this.keying = new KeyingDesk(engine, cookies, answers);
        this.responder = new Responder(context, cookies, keying, answers);
        this.reassembly = new Reassembly(context);
    }

    public Responder responder() {
        return responder;
    }

    /** What is remembered of ends that have no session: reassembly buffers and keyings under way. */
    public int memories() {
        return reassembly.size() + keying.pending();
    }

    /** @param target the opening session whose id the packet has, or null for session id 0 */
    public void packet(InetSocketAddress from, Opening target, byte[] data, int offset, int length) {
        plain = length <= plain.length ? plain : new byte[length];
        int opened = cipher.open(data, offset + SessionIds.SIZE, length - SessionIds.SIZE, plain);
        if (opened == PacketCipher.INVALID) {
            context.count(Counter.DROPPED_DECRYPT);
        } else if (begin(packet, plain, opened & 0xffff, opened >>> 16)) {
            chunks(from, target, packet);
        }
    }

    /** An IIKeying with a good cookie that another loop handed over. */
    void keying(InetSocketAddress from, IIKeying handedOver) {
        keying.keying(from, handedOver);
    }

    private boolean begin(PacketReader reader, byte[] bytes, int offset, int length) {
        try {
            reader.reset(bytes, offset, length);
        } catch (WireException e) {
            context.count(Counter.DROPPED_MALFORMED_PACKET);
            return false;
        }
        // RFC 7016 2.2.4: session startup chunks are only allowed in packets with mode 3
        if (reader.header().mode() != PacketMode.STARTUP) {
            context.count(Counter.DROPPED_MODE);
            return false;
        }
        return true;
    }

    private void chunks(InetSocketAddress from, Opening target, PacketReader reader) {
        // what makes this end answer or compute is taken once a packet: a datagram must not call for fifty
        boolean costly = false;
        while (reader.next()) {
            boolean isCostly = reader.type() == ChunkType.IHELLO || reader.type() == ChunkType.IIKEYING;
            if (isCostly && costly) {
                context.count(Counter.IGNORED_CHUNK);
                continue;
            }
            costly |= isCostly;
            try {
                chunk(from, target, reader);
            } catch (WireException malformed) {
                context.count(Counter.IGNORED_MALFORMED_CHUNK);
            }
        }
        context.counters().count(Counter.IGNORED_CHUNK, reader.ignored());
    }

    private void chunk(InetSocketAddress from, Opening target, PacketReader reader) {
        WireReader payload = reader.payload();
        if (reader.type() == ChunkType.PACKET_FRAGMENT) {
            fragment(from, target, reader, PacketFragment.decode(payload));
        } else if (target == null) {
            withoutSession(from, reader.type(), payload);
        } else {
            withOpening(target, reader.type(), payload);
        }
    }

    /** Session ID 0 (RFC 7016 sections 2.3.2, 2.3.4, 2.3.5 and 2.3.7). */
    private void withoutSession(InetSocketAddress from, int type, WireReader payload) {
        switch (type) {
            case ChunkType.IHELLO -> responder.hello(from, IHello.decode(payload));
            case ChunkType.IIKEYING -> keying.keying(from, IIKeying.decode(payload));
            case ChunkType.RHELLO -> {
                RHello hello = RHello.decode(payload);
                forOpening(hello.tagEcho(), opening -> opening.responderHello(from, hello));
            }
            case ChunkType.REDIRECT -> {
                Redirect redirect = Redirect.decode(payload);
                forOpening(redirect.tagEcho(), opening -> opening.redirect(from, redirect));
            }
            default -> context.count(Counter.IGNORED_CHUNK);
        }
    }

    /** The initiator's session id (RFC 7016 sections 2.3.6 and 2.3.8). */
    private void withOpening(Opening target, int type, WireReader payload) {
        switch (type) {
            case ChunkType.RIKEYING -> target.responderKeying(RIKeying.decode(payload));
            case ChunkType.RHELLO_COOKIE_CHANGE -> target.cookieChange(RHelloCookieChange.decode(payload));
            default -> context.count(Counter.IGNORED_CHUNK);
        }
    }

    private void forOpening(byte[] tagEcho, Consumer<Opening> what) {
        Opening opening = context.parts().openings().withTag(tagEcho);
        if (opening == null) {
            context.count(Counter.IGNORED_CHUNK);
        } else if (opening.context() == context) {
            what.accept(opening);
        } else if (!opening.context().handOver(() -> what.accept(opening))) {
            context.count(Counter.HANDOVER_REFUSED);
        }
    }

    private void fragment(InetSocketAddress from, Opening target, PacketReader reader, PacketFragment fragment) {
        if (reader == reassembled) {
            // fragments of fragments: nobody sends them for a good purpose
            context.count(Counter.FRAGMENT_REFUSED);
            return;
        }
        byte[] whole = reassembly.fragment(from, target == null ? 0 : target.id(), fragment);
        if (whole != null && begin(reassembled, whole, 0, whole.length)) {
            chunks(from, target, reassembled);
        }
    }
}
