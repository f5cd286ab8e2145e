package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;

/** The control flow of a captured Adobe-derived client that plays a stream, message by message as it was on the wire. */
public class CapturedClientTest {
    private static final String CONNECT = "14 00000000" + "02 0007 636f6e6e656374" + "00 0000000000000000"
            + "03 0003 617070 02 0004 6c697665" + "0008 666c617368566572 02 000e 57494e2032302c302c302c323836"
            + "0006 73776655726c 02 0000" + "0005 746355726c 02 001c 72746d66703a2f2f3132372e302e302e313a32343934302f6c697665"
            + "0004 66706164 01 00" + "000c 6361706162696c6974696573 00 406d600000000000"
            + "000b 617564696f436f64656373 00 40abee0000000000" + "000b 766964656f436f64656373 00 406f800000000000"
            + "000d 766964656f46756e6374696f6e 00 3ff0000000000000" + "0007 7061676555726c 02 0000"
            + "000e 6f626a656374456e636f64696e67 00 4008000000000000" + "000009";
    private static final String SUCCESS = "14 00000000" + "02 0007 5f726573756c74" + "00 0000000000000000" + "05"
            + "03 0005 6c6576656c 02 0006 737461747573" + "0004 636f6465 02 001d 4e6574436f6e6e656374696f6e2e436f6e6e6563742e53756363657373"
            + "000b 6465736372697074696f6e 02 0014 436f6e6e656374696f6e20737563636565646564"
            + "000e 6f626a656374456e636f64696e67 00 4008000000000000" + "000009";
    private static final String SET_PEER_INFO = "14 00000000" + "02 000b 73657450656572496e666f" + "00 0000000000000000"
            + "02 000f 3139322e302e322e323a3533363734" + "02 000f 5b666430303a3a325d3a3533373231";
    private static final String SET_KEEPALIVE_TIMERS = "04 00000000" + "0029 00003a98 00002710";
    private static final String CREATE_STREAM = "14 00000000" + "02 000c 63726561746553747265616d" + "00 0000000000000000";
    private static final String STREAM_1 = "14 00000000" + "02 0007 5f726573756c74" + "00 0000000000000000" + "05 00 3ff0000000000000";

    private final Node node = new Node();

    @Test
    public void connectSetPeerInfoAndCreateStreamAreAnsweredByteForByteThoughTheTransactionIsZero() {
        RecordingStreams streams = new RecordingStreams();
        node.connections.streamFactory(streams);
        Guest guest = new Guest(node, 1);
        guest.give(CONNECT);
        node.settle();
        assertEquals(SUCCESS.replace(" ", ""), guest.nextHex());
        guest.give(SET_PEER_INFO);
        assertEquals(SET_KEEPALIVE_TIMERS.replace(" ", ""), guest.nextHex());
        guest.give(CREATE_STREAM);
        assertEquals(STREAM_1.replace(" ", ""), guest.nextHex());
        assertEquals(0, guest.unread());
        assertEquals(List.of("open 1"), streams.events);
        assertEquals("/live", guest.connection().path());
    }

    @Test
    public void theReturnFlowAnswersTheControlFlowWithExactlyTheMetadataOfStreamZero() {
        Guest guest = new Guest(node, 1);
        guest.give(CONNECT);
        node.settle();
        assertEquals(1, guest.session.sendFlows().size());
        assertArrayEquals(HexFormat.of().parseHex("54430400"), guest.returnFlow().metadata());
        assertSame(guest.control, guest.returnFlow().association());
    }

    @Test
    public void theReportedAddressesAreKept() {
        Guest guest = new Guest(node, 1);
        guest.give(CONNECT);
        node.settle();
        guest.give(SET_PEER_INFO);
        assertEquals(List.of(new InetSocketAddress("192.0.2.2", 53674), new InetSocketAddress("fd00::2", 53721)),
                guest.connection().reportedAddresses());
    }
}
