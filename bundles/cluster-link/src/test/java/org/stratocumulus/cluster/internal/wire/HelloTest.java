package org.stratocumulus.cluster.internal.wire;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.stratocumulus.cluster.internal.wire.Layout.body;
import static org.stratocumulus.cluster.internal.wire.Layout.bytes;
import static org.stratocumulus.cluster.internal.wire.Layout.hex;

import java.util.Arrays;
import java.util.Map;
import org.junit.Test;

/** Captures of C++ CumulusServer nodes. */
public class HelloTest {
    private static final byte[] INITIATOR =
        bytes("00 00 00 2a | 00 00 | 01 | 0f \"127.0.0.1:19352\" | 04 \"kind\" 04 \"edge\" | 04 \"zone\" 07 \"eu west\"");
    private static final byte[] ACCEPTOR = bytes("000000130000010f3132372e302e302e313a3139333531");
    private static final byte[] PORT = bytes("00 00 00 05 | 00 00 | 00 | 4b 99");
    private static final byte[] PORT_AND_PROPERTY = bytes("00 00 00 0d | 00 00 | 00 | 4b 99 | 04 \"role\" 02 \"c3\"");

    @Test
    public void theInitiatorsHelloIsWrittenByteForByteWithSortedKeys() {
        assertEquals(hex(body(INITIATOR)), hex(Hello.of("127.0.0.1:19352", Map.of("zone", "eu west", "kind", "edge")).encode()));
        assertEquals("0000002a0000010f3132372e302e302e313a3139333532046b696e640465646765047a6f6e650765752077657374", hex(INITIATOR));
    }

    @Test
    public void theAcceptorsHelloIsWrittenByteForByte() {
        assertEquals(hex(body(ACCEPTOR)), hex(Hello.of("127.0.0.1:19351", Map.of()).encode()));
    }

    @Test
    public void theFormWithAPortIsWrittenByteForByte() {
        assertEquals(hex(body(PORT)), hex(Hello.of(19353, Map.of()).encode()));
        assertEquals(hex(body(PORT_AND_PROPERTY)), hex(Hello.of(19353, Map.of("role", "c3")).encode()));
    }

    @Test
    public void bothFormsAreRead() throws WireException {
        assertEquals(Hello.of("127.0.0.1:19352", Map.of("kind", "edge", "zone", "eu west")), read(INITIATOR));
        assertEquals(Hello.of("127.0.0.1:19351", Map.of()), read(ACCEPTOR));
        assertEquals(Hello.of(19353, Map.of("role", "c3")), read(PORT_AND_PROPERTY));
        assertNull(read(PORT).publicAddress());
        assertEquals(19353, read(PORT).port());
    }

    @Test
    public void anEarlierPropertyIsNotOverwrittenByALaterOneOfTheSameName() throws WireException {
        Hello hello = read(bytes("00 00 00 00 | 00 00 | 00 | 4b 99 | 01 \"a\" 01 \"1\" | 01 \"a\" 01 \"2\""));
        assertEquals(Map.of("a", "1"), hello.properties());
    }

    @Test
    public void aHelloCutAnywhereButBetweenPropertiesIsRefused() throws WireException {
        for (int length = 3; length < INITIATOR.length - 4; length++) {
            byte[] cut = Arrays.copyOf(body(INITIATOR), length);
            if (length == 19 || length == 29) { // after the address, after the first property
                read(bytes("00 00 00 00" + hex(cut)));
            } else {
                assertThrows("cut at " + length, WireException.class, () -> read(bytes("00 00 00 00" + hex(cut))));
            }
        }
    }

    @Test
    public void moreThanMaxPropertiesAreRefused() {
        StringBuilder layout = new StringBuilder("00 00 00 00 | 00 00 | 00 | 4b 99");
        for (int i = 0; i <= Hello.MAX_PROPERTIES; i++) {
            layout.append(String.format("03 \"%03d\" 00", i));
        }
        assertThrows(WireException.class, () -> read(bytes(layout.toString())));
    }

    private static Hello read(byte[] frame) throws WireException {
        WireInput in = new WireInput(frame, 4, frame.length - 4);
        assertEquals(FrameHeader.HELLO, new FrameHeader().read(in));
        return Hello.decode(in);
    }
}
