package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.Test;

public final class SteeringTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 0x1234);

    @Test
    public void aSessionIdIsTheExclusiveOrOfThreeWords() {
        //                scrambled  first32[0] first32[1] rest
        byte[] data = hex("01020304" + "10203040" + "a0b0c0d0" + "ffff");
        assertEquals(0x01020304 ^ 0x10203040 ^ 0xa0b0c0d0, Steering.sessionId(data, data.length));
    }

    @Test
    public void aPacketThatEndsEarlyIsPaddedWithZeros() {
        byte[] scratch = hex("01020304" + "10203040" + "a0b0c0d0");
        assertEquals(0x01020304 ^ 0x10203040 ^ 0xa0b00000, Steering.sessionId(scratch, 10));
        assertEquals(0x01020304 ^ 0x10000000, Steering.sessionId(scratch, 5));
        assertEquals(0x01020304, Steering.sessionId(scratch, 4));
    }

    @Test
    public void sessionIdsAreUnsigned() {
        byte[] data = hex("ffffffff" + "00000000" + "00000000");
        assertEquals((int) (0xffffffffL % 7), Steering.loopOf(FROM, data, 12, 7));
    }

    @Test
    public void startupPacketsGoByTheirSource() {
        byte[] data = hex("00000003" + "00000001" + "00000002");
        assertEquals((0xc0000201L ^ 0x1234) % 7, Steering.loopOf(FROM, data, 12, 7));
        InetSocketAddress ipv6 = new InetSocketAddress("2001:db8::5", 0x1234);
        assertEquals((0x20010db8L ^ 5 ^ 0x1234) % 7, Steering.loopOf(ipv6, data, 12, 7));
    }

    @Test
    public void optionsOutOfRangeAreRefusedByName() {
        UdpTransportOptions good = UdpTransportOptions.defaults();
        assertEquals(1, good.withThreads(1).threads());
        refused("threads", () -> good.withThreads(-1));
        refused("threads", () -> good.withThreads(UdpTransportOptions.MAX_THREADS + 1));
        refused("receiveBuffer", () -> good.withBuffers(-1));
        refused("maxDatagram", () -> new UdpTransportOptions(0, UdpTransportOptions.Kind.AUTO, 0, 0, "x", 65_508));
        refused("maxDatagram", () -> new UdpTransportOptions(0, UdpTransportOptions.Kind.AUTO, 0, 0, "x", 63));
    }

    private static void refused(String name, org.junit.function.ThrowingRunnable construction) {
        String message = assertThrows(IllegalArgumentException.class, construction).getMessage();
        assertEquals(name, message.substring(0, name.length()));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
