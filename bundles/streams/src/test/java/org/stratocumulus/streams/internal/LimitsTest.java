package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.streams.internal.StreamCounters.Counter;
import org.stratocumulus.testkit.ManualLoop;

/** Each limit by its key. */
public class LimitsTest {
    private static final List<String> STARTED = List.of("onStatus NetStream.Publish.Start");
    private static final List<String> BAD_NAME = List.of("onStatus NetStream.Publish.BadName");
    private static final List<String> FAILED = List.of("onStatus NetStream.Play.Failed");

    private final ManualLoop loop = new ManualLoop();
    private final Streams streams = new Streams(StreamSettings.DEFAULT);

    private void limit(int publications, int subscribers, int perConnection, int nameLength, int headerBytes) {
        streams.settings(new StreamSettings(false, publications, subscribers, perConnection, nameLength, headerBytes, 1 << 20, 2000, 2200,
            10_000));
    }

    private TestStream stream() {
        return new TestStream(streams, loop, "/live");
    }

    private List<String> does(TestStream stream, String command, String name) {
        stream.command(command, name);
        loop.turn();
        return stream.takeReceived();
    }

    @Test
    public void streamsPublications() {
        limit(2, 10, 10, 100, 1000);
        TestStream first = stream();
        assertEquals(STARTED, does(first, "publish", "a"));
        assertEquals(STARTED, does(stream(), "publish", "b"));
        assertEquals(BAD_NAME, does(stream(), "publish", "c"));
        first.close();
        assertEquals(STARTED, does(stream(), "publish", "c"));
    }

    @Test
    public void streamsSubscribers() {
        limit(2, 2, 10, 100, 1000);
        TestStream first = stream();
        does(first, "play", "a");
        does(stream(), "play", "a");
        TestStream third = stream();
        assertEquals(FAILED, does(third, "play", "a"));
        assertEquals(List.of("subscribe a", "unsubscribe a"), third.client.asked);
        first.command("closeStream");
        assertEquals(3, does(third, "play", "a").size());
    }

    @Test
    public void whomAStreamHasNoRoomForIsToldOfAnotherServer() {
        List<InetSocketAddress> asked = new ArrayList<>();
        Streams linked = new Streams(new StreamSettings(false, 2, 1, 10, 100, 1000, 1 << 20, 2000, 2200, 10_000), () -> client -> {
            asked.add(client);
            return asked.size() > 1 ? "" : "192.0.2.7:1935";
        });
        does(new TestStream(linked, loop, "/live"), "play", "a");
        assertEquals(List.of(), asked);
        AmfObject refusal = refusal(new TestStream(linked, loop, "/live"));
        assertEquals("a has as many subscribers as it may.", refusal.get("description").asString());
        assertEquals(302, refusal.get("ex").asObject().get("code").asInt());
        assertEquals("rtmfp://192.0.2.7:1935/live", refusal.get("ex").asObject().get("redirect").asString());
        assertTrue("nobody else has room either", refusal(new TestStream(linked, loop, "/live")).get("ex").isNullish());
    }

    private AmfObject refusal(TestStream stream) {
        stream.command("play", "a");
        loop.turn();
        return Command.decode(RtmpMessage.decode(stream.client.received().get(0))).argument(0).asObject();
    }

    @Test
    public void streamsPerConnection() {
        limit(10, 10, 2, 100, 1000);
        FakeConnection client = new FakeConnection(loop, "/live");
        TestStream one = new TestStream(streams, loop, client, 1);
        TestStream two = new TestStream(streams, loop, client, 2);
        TestStream three = new TestStream(streams, loop, client, 3);
        assertEquals(STARTED, does(one, "publish", "a"));
        does(two, "play", "a");
        assertEquals(BAD_NAME, does(three, "publish", "b"));
        assertEquals(FAILED, does(three, "play", "a"));
        one.close();
        three.takeReceived();
        assertEquals(STARTED, does(three, "publish", "b"));
    }

    @Test
    public void refusedRolesDoNotCount() {
        limit(10, 1, 1, 100, 1000);
        does(stream(), "play", "a");
        TestStream stream = stream();
        assertEquals(FAILED, does(stream, "play", "a"));
        assertEquals(STARTED, does(stream, "publish", "a"));
    }

    @Test
    public void streamsNameLength() {
        limit(10, 10, 10, 5, 1000);
        assertEquals(STARTED, does(stream(), "publish", "12345"));
        assertEquals(BAD_NAME, does(stream(), "publish", "123456"));
        assertEquals(FAILED, does(stream(), "play", "12?45x"));
        assertEquals(BAD_NAME, does(stream(), "publish", ""));
        assertEquals(BAD_NAME, does(stream(), "publish", "?a=b"));
    }

    @Test
    public void streamsHeaderBytes() {
        limit(10, 10, 10, 100, 200);
        TestStream publisher = stream();
        TestStream player = stream();
        does(publisher, "publish", "a");
        does(player, "play", "a");
        publisher.data(0, "@setDataFrame", "onMetaData", new AmfObject().put("x", 1));
        publisher.data(0, "@setDataFrame", "onTextData", new AmfObject().put("x", "y".repeat(200)));
        assertEquals("relayed", List.of("data onMetaData", "data onTextData"), player.takeReceived());
        assertEquals("but not kept", "data onMetaData", last(does(stream(), "play", "a")));
        assertEquals(1, streams.counters().get(Counter.HEADERS_TOO_LARGE));
        publisher.video(0, "17 00 000000" + "00".repeat(200));
        assertEquals("a header that is not kept is a frame like others", List.of(), player.takeReceived());
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    @Test
    public void manyHandlerNamesAreBoundedByHeaderBytes() {
        limit(10, 10, 10, 100, 2000);
        TestStream publisher = stream();
        does(publisher, "publish", "a");
        for (int i = 0; i < 1000; i++) {
            publisher.data(0, "@setDataFrame", "on" + i, 1);
        }
        int kept = does(stream(), "play", "a").size() - 3;
        assertTrue("kept " + kept, kept > 10 && kept < 100);
    }

    @Test
    public void whatIsHeldForAnAnswerIsBoundedByMessages() {
        assertEquals("MAX_HELD_MESSAGES", Publishing.MAX_HELD_MESSAGES, heldOf(1000, 10));
    }

    @Test
    public void whatIsHeldForAnAnswerIsBoundedByBytes() {
        assertEquals("MAX_HELD_BYTES", Publishing.MAX_HELD_BYTES / 100_000, heldOf(50, 100_000));
    }

    private int heldOf(int messages, int length) {
        TestStream publisher = stream();
        TestStream player = stream();
        does(player, "play", "a");
        publisher.command("publish", "a");
        for (int i = 0; i < messages; i++) {
            publisher.audio(i, "2f" + "00".repeat(length - 6));
        }
        loop.turn();
        return player.takeReceived().size() - 1;
    }
}
