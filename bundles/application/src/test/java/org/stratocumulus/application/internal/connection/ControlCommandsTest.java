package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.Encoding;

public class ControlCommandsTest {
    private final Node node = new Node();
    private final RecordingStreams streams = new RecordingStreams();
    private Guest guest;

    @Before
    public void connect() {
        node.connections.streamFactory(streams);
        guest = Guest.connected(node, 1, "/live");
    }

    private int createStream() {
        guest.call("createStream", 5);
        return guest.next().argument(0).asInt();
    }

    @Test
    public void streamIdsComeLowestFirstAndAgainAfterDeleteStream() {
        assertEquals(1, createStream());
        assertEquals(2, createStream());
        assertEquals(3, createStream());
        guest.call("deleteStream", 0, 1);
        guest.send(new Command("deleteStream", 0, List.of(AmfValue.of(2)), Encoding.AMF0)); // without the null object
        assertEquals(1, createStream());
        assertEquals(2, createStream());
        assertEquals(List.of("open 1", "open 2", "open 3", "close 1", "close 2", "open 1", "open 2"), streams.events);
    }

    @Test
    public void createStreamFailsBeyondTheLimitOfStreams() {
        for (int i = 0; i < Node.LIMITS.streams(); i++) {
            createStream();
        }
        guest.call("createStream", 9);
        assertEquals("NetConnection.Call.Failed: at most 3 streams may be open", guest.nextInfo("_error", 9));
    }

    @Test
    public void createStreamFailsWithoutAFactoryAndTheStreamsOfOneThatGoesAreClosed() {
        createStream();
        node.connections.streamFactory(null);
        node.settle();
        assertEquals(List.of("open 1", "close 1"), streams.events);
        guest.call("createStream", 9);
        assertEquals("NetConnection.Call.Failed: this server has no streams", guest.nextInfo("_error", 9));
    }

    @Test
    public void deletingWhatIsNoStreamIsHarmless() {
        guest.call("deleteStream", 0, 17);
        guest.call("deleteStream", 0, "one");
        guest.call("deleteStream", 0);
        assertEquals(0, guest.unread());
        assertEquals(2, node.count(Counter.MALFORMED_MESSAGES));
        assertEquals(1, createStream());
    }

    @Test
    public void vendorCallsAreAcceptedQuietlyAndAnsweredWhenTheClientWaits() {
        for (String name : List.of("initStream", "releaseStream", "FCUnsubscribe", "_checkbw", "checkBandwidth")) {
            guest.call(name, 0, "x");
            assertEquals(name, 0, guest.unread());
            guest.call(name, 4, "x");
            Command answer = guest.next();
            assertEquals("_result", answer.name());
            assertEquals(4, answer.transactionId(), 0);
        }
        guest.call("getStreamLength", 6, "x");
        assertEquals(0, guest.next().argument(0).asDouble(), 0);
    }

    @Test
    public void encodersAreCalledBackWithTheStreamsName() {
        guest.call("FCPublish", 4, "cam");
        assertEquals("_result", guest.next().name());
        assertEquals("NetStream.Publish.Start: cam", guest.nextInfo("onFCPublish", 0));
        guest.call("FCUnpublish", 0, "cam");
        assertEquals("NetStream.Unpublish.Success: cam", guest.nextInfo("onFCUnpublish", 0));
        guest.call("FCSubscribe", 0, "cam");
        assertEquals("NetStream.Play.Start: cam", guest.nextInfo("onFCSubscribe", 0));
    }

    @Test
    public void setPeerInfoSkipsWhatIsNoAddress() {
        guest.call("setPeerInfo", 0, "192.0.2.7:4000", "Missing port", "192.0.2.8", "[2001:db8::1]:50002", "[fe80::1]:7",
                "[ff02::1]:7", "[::]:7", "[fe80::1%1]:7", "[2001:db8::1]", "[host.example]:80", "[::ffff:224.0.0.1]:7", "1.2.3:4", "1.2.3.256:4",
                "1.2.3.4:0", "1.2.3.4:65536", "0.0.0.0:7", "224.0.0.1:7", "host.example:80", 17, "192.0.2.7:4000", "192.0.2.9:4001");
        assertEquals(List.of(new InetSocketAddress("192.0.2.7", 4000), new InetSocketAddress("2001:db8::1", 50_002),
                new InetSocketAddress("192.0.2.9", 4001)),
                guest.connection().reportedAddresses());
        guest.call("setPeerInfo", 0);
        assertEquals(List.of(), guest.connection().reportedAddresses());
    }

    @Test
    public void setPeerInfoKeepsMaxAddresses() {
        List<Object> many = new ArrayList<>();
        for (int i = 1; i <= PeerInfo.MAX_ADDRESSES + 5; i++) {
            many.add("192.0.2." + i + ":1935");
        }
        guest.call("setPeerInfo", 0, many.toArray());
        assertEquals(PeerInfo.MAX_ADDRESSES, guest.connection().reportedAddresses().size());
    }

    @Test
    public void keepaliveTimersAreBroughtIntoRangeAndSentInMilliseconds() {
        node.connections.keepalive(new KeepaliveTimers(1, 1000));
        guest.call("setPeerInfo", 0);
        //           type time     event 5,000 ms 255,000 ms
        assertEquals("04" + "00000000" + "0029" + "00001388" + "0003e418", guest.nextHex());
    }

    @Test
    public void whatCannotBeReadOrMeansNothingIsCountedAndIgnored() {
        guest.give("14 000000");                        // shorter than an RTMP header
        guest.give("14 00000000");                      // a command without name
        guest.give("14 00000000 00 3ff0000000000000");  // its name is a number
        guest.give("14 00000000 02 ffff 41");           // its name is longer than the message
        guest.give("11 00000000 01 02 0001 41");        // format selector 1 (RFC 7425 section 5.3.3)
        guest.give("04 00000000 00");                   // half an event type
        assertEquals(6, node.count(Counter.MALFORMED_MESSAGES));
        guest.give("01 00000000 00001000");             // Set Chunk Size MUST be ignored (RFC 7425 section 5.1)
        guest.give("04 00000000 0029 00000001 00000001"); // Set Keepalive Timers is the server's to say
        guest.give("08 00000000 af01");                 // audio belongs to streams
        assertEquals(3, node.count(Counter.IGNORED_MESSAGES));
        assertEquals(0, guest.unread());
        assertTrue(guest.connection().isConnected());
    }

    @Test
    public void aBufferLengthOnTheControlFlowReachesItsStream() {
        createStream();
        guest.give("04 00000000 0003 00000001 000003e8");
        assertEquals("1 0400000000000300000001000003e8", streams.events.get(1));
        guest.give("04 00000000 0003 00000009 000003e8");
        assertEquals(1, node.count(Counter.IGNORED_MESSAGES));
    }

    @Test
    public void everyStreamIsClosedWithItsConnection() {
        createStream();
        createStream();
        guest.call("close", 0);
        assertEquals(List.of("open 1", "open 2", "close 1", "close 2"), streams.events);
    }
}
