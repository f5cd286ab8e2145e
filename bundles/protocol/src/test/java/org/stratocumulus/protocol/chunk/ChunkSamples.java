package org.stratocumulus.protocol.chunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.OptionList;

/** One chunk of every type beside its wire layout. */
final class ChunkSamples {

    /**
     * @param required the least bytes of payload that are well formed; fewer must be refused
     */
    record Sample(Chunk chunk, String wire, int required) {
    }

    static final List<Sample> ALL = List.of(
            new Sample(new PacketFragment(true, 300, 2, Hex.bytes("aabb")), "7f 0006 80 822c 02 aabb", 5),
            new Sample(new IHello(Hex.bytes("0a6c"), Hex.bytes("010203")), "30 0006 02 0a6c 010203", 3),
            new Sample(new FIHello(Hex.bytes("0f"), address(), Hex.bytes("0102")), "0f 000b 01 0f 02c0000201078f 0102", 9),
            new Sample(new RHello(Hex.bytes("01"), Hex.bytes("0203"), Hex.bytes("04")), "70 0006 01 01 02 0203 04", 5),
            new Sample(new Redirect(Hex.bytes("01"), List.of(address(), address())), "71 0010 01 01 02c0000201078f 02c0000201078f", 2),
            new Sample(new RHelloCookieChange(Hex.bytes("01"), Hex.bytes("02")), "79 0003 01 01 02", 2),
            new Sample(IIKeying.unsigned(0xfffefdfc, Hex.bytes("01"), Hex.bytes("0202"), Hex.bytes("")).withSignature(Hex.bytes("58")),
                    "38 000b fffefdfc 01 01 02 0202 00 58", 10),
            new Sample(RIKeying.unsigned(2, Hex.bytes("0304")).withSignature(Hex.bytes("58")), "78 0008 00000002 02 0304 58", 7),
            new Sample(new Ping(Hex.bytes("aabb")), "01 0002 aabb", 0),
            new Sample(new PingReply(Hex.bytes("")), "41 0000", 0),
            new Sample(new UserData(UserData.Fragmentation.BEGIN, false, true, 2, 300, 3,
                    OptionList.of(FlowOption.metadata(Hex.bytes("4142")), FlowOption.returnFlowAssociation(5)), Hex.bytes("dddd")),
                    "10 000f 91 02 822c 03 03 00 4142 02 0a 05 00 dddd", 13),
            new Sample(new NextUserData(UserData.Fragmentation.MIDDLE, true, false, OptionList.EMPTY, Hex.bytes("dd")), "11 0002 32 dd", 1),
            new Sample(new BitmapAck(5, 127, 16, Hex.bytes("7906")), "50 0005 05 7f 10 7906", 3),
            new Sample(new RangeAck(5, 127, 16, List.of(new RangeAck.Range(18, 18), new RangeAck.Range(21, 24))),
                    "51 0007 05 7f 10 00 00 01 03", 3),
            new Sample(new BufferProbe(300), "18 0002 822c", 2),
            new Sample(new FlowException(3, 300), "5e 0003 03 822c", 3),
            new Sample(new Close(), "0c 0000", 0),
            new Sample(new CloseAck(), "4c 0000", 0));

    private ChunkSamples() {
    }

    private static Address address() {
        try {
            return new Address(new InetSocketAddress(InetAddress.getByAddress(Hex.bytes("c0000201")), 1935), Address.Origin.OBSERVED);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
