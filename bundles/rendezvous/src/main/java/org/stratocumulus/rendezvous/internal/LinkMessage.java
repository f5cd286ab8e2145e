package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * What two servers say to each other of a hello. Addresses are those of RFC 7016 section 2.1.5, and so are vlu.
 *
 * <pre>
 * LOOKUP  1 number:u32 attempt:u8 peer:32 tag:vlu,bytes discriminator:vlu,bytes from:address n:u8 reported:address*
 * ANSWER  2 number:u32 status:u8 keep:u8 n:u8 address*
 * WAY     3 asker:32 peer:32 tag:vlu,bytes discriminator:vlu,bytes from:address relayed:address
 * OVER    4 asker:32 peer:32
 * DECLINE 5 asker:32 peer:32
 * </pre>
 *
 * A message of a type that a server does not know is dropped there, and nothing else happens.
 */
sealed interface LinkMessage {
    /** The topic of all messages. */
    String TOPIC = "rendezvous";
    /** Bytes of a tag, and of a discriminator, that are passed on; a hello with longer ones is not. */
    int MAX_BYTES = 255;
    /** Addresses of one message. */
    int MAX_ADDRESSES = 40;

    byte[] encode();

    /** @return whether it is on its way */
    default boolean sendTo(ServerNode server) {
        return server.send(TOPIC, AmfByteArray.of(encode())).isQueued();
    }

    /**
     * Somebody wants to reach a peer of yours.
     *
     * @param number to answer with; 0: no answer is wanted, the hello is to be forwarded and no more
     * @param attempt how many hellos with this tag came before, 0 to 255
     * @param reported what the asker said of its own addresses
     */
    record Lookup(int number, int attempt, Hello hello, List<InetSocketAddress> reported) implements LinkMessage {
        @Override
        public byte[] encode() {
            byte[] buffer = new byte[6 + PeerId.LENGTH + 4 + 2 * MAX_BYTES + (2 + MAX_ADDRESSES) * 19];
            WireWriter out = new WireWriter(buffer);
            out.u8(1).u32(number).u8(attempt).bytes(hello.wanted().toBytes());
            out.prefixedBytes(hello.tag()).prefixedBytes(hello.discriminator());
            new Address(hello.from(), Address.Origin.OBSERVED).write(out);
            write(out, reported.stream().map(address -> new Address(address, Address.Origin.REPORTED)).toList());
            return out.toByteArray();
        }

        private static Lookup decode(WireReader in) {
            int number = in.u32();
            int attempt = in.u8();
            PeerId wanted = readPeer(in);
            byte[] tag = shortBytes(in);
            byte[] discriminator = shortBytes(in);
            InetSocketAddress from = readAddress(in).socketAddress();
            List<InetSocketAddress> reported = readAddresses(in).stream().map(Address::socketAddress).toList();
            return new Lookup(number, attempt, new Hello(from, discriminator, wanted, tag), reported);
        }
    }

    /** What became of a lookup. The order is that of the wire. */
    enum Status {
        /** The hello was forwarded to the peer; these are its addresses. */
        HERE,
        /** No such peer here. */
        NOT_HERE,
        /** A listener refused. */
        REFUSED
    }

    /**
     * @param keep whether another asker would be told the same
     * @param addresses of the peer, the observed one first; with the origin of a relay: other servers that may know it
     */
    record Answer(int number, Status status, boolean keep, List<Address> addresses) implements LinkMessage {
        @Override
        public byte[] encode() {
            WireWriter out = new WireWriter(new byte[8 + MAX_ADDRESSES * 19]);
            out.u8(2).u32(number).u8(status.ordinal()).u8(keep ? 1 : 0);
            write(out, addresses);
            return out.toByteArray();
        }

        private static Answer decode(WireReader in) {
            int number = in.u32();
            int status = in.u8();
            if (status >= Status.values().length) {
                throw new WireException("unknown status " + status);
            }
            return new Answer(number, Status.values()[status], in.u8() != 0, readAddresses(in));
        }

        /** Those of one origin, in order. */
        List<InetSocketAddress> of(Address.Origin origin) {
            return addresses.stream().filter(address -> address.origin() == origin).map(Address::socketAddress).toList();
        }
    }

    /**
     * The relay of this server has a way between a client of its own and a peer of yours: the hello is to be forwarded with that address.
     *
     * @param asker the client, which is the sender of the hello
     * @param relayed where the peer is to send to
     */
    record Way(PeerId asker, Hello hello, InetSocketAddress relayed) implements LinkMessage {
        @Override
        public byte[] encode() {
            WireWriter out = new WireWriter(new byte[1 + 2 * PeerId.LENGTH + 4 + 2 * MAX_BYTES + 2 * 19]);
            out.u8(3).bytes(asker.toBytes()).bytes(hello.wanted().toBytes());
            out.prefixedBytes(hello.tag()).prefixedBytes(hello.discriminator());
            new Address(hello.from(), Address.Origin.OBSERVED).write(out);
            new Address(relayed, Address.Origin.RELAY).write(out);
            return out.toByteArray();
        }

        private static Way decode(WireReader in) {
            PeerId asker = readPeer(in);
            PeerId wanted = readPeer(in);
            byte[] tag = shortBytes(in);
            byte[] discriminator = shortBytes(in);
            InetSocketAddress from = readAddress(in).socketAddress();
            return new Way(asker, new Hello(from, discriminator, wanted, tag), readAddress(in).socketAddress());
        }
    }

    /** A way of this server's relay has ended. */
    record Over(PeerId asker, PeerId peer) implements LinkMessage {
        @Override
        public byte[] encode() {
            return two(4, asker, peer);
        }
    }

    /** A peer of this server may not have a way of your relay, or not any more. */
    record Decline(PeerId asker, PeerId peer) implements LinkMessage {
        @Override
        public byte[] encode() {
            return two(5, asker, peer);
        }
    }

    /** Whether a hello can be passed on. */
    static boolean fits(Hello hello) {
        return hello.tag().length <= MAX_BYTES && hello.discriminator().length <= MAX_BYTES;
    }

    /** @throws WireException for anything that is no message */
    static LinkMessage decode(List<AmfValue> values) {
        byte[] bytes = AmfByteArray.alone(values);
        if (bytes == null) {
            throw new WireException("not one byte array");
        }
        return decode(bytes);
    }

    /** @throws WireException for anything that is no message */
    static LinkMessage decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int type = in.u8();
        LinkMessage message = switch (type) {
            case 1 -> Lookup.decode(in);
            case 2 -> Answer.decode(in);
            case 3 -> Way.decode(in);
            case 4 -> new Over(readPeer(in), readPeer(in));
            case 5 -> new Decline(readPeer(in), readPeer(in));
            default -> throw new WireException("unknown type " + type);
        };
        if (in.hasRemaining()) {
            throw new WireException(in.remaining() + " bytes too many");
        }
        return message;
    }

    private static byte[] two(int type, PeerId asker, PeerId peer) {
        return new WireWriter(new byte[1 + 2 * PeerId.LENGTH]).u8(type).bytes(asker.toBytes()).bytes(peer.toBytes()).toByteArray();
    }

    private static PeerId readPeer(WireReader in) {
        return PeerId.of(in.bytes(PeerId.LENGTH));
    }

    private static byte[] shortBytes(WireReader in) {
        byte[] bytes = in.prefixedBytes();
        if (bytes.length > MAX_BYTES) {
            throw new WireException("a tag or discriminator of " + bytes.length + " bytes");
        }
        return bytes;
    }

    private static Address readAddress(WireReader in) {
        Address address = Address.decode(in);
        if (address.socketAddress().getPort() == 0) {
            throw new WireException("nobody can be reached at port 0");
        }
        return address;
    }

    private static List<Address> readAddresses(WireReader in) {
        int count = in.u8();
        if (count > MAX_ADDRESSES) {
            throw new WireException(count + " addresses");
        }
        List<Address> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(readAddress(in));
        }
        return addresses;
    }

    private static void write(WireWriter out, List<Address> addresses) {
        int count = Math.min(addresses.size(), MAX_ADDRESSES);
        out.u8(count);
        addresses.subList(0, count).forEach(address -> address.write(out));
    }
}
