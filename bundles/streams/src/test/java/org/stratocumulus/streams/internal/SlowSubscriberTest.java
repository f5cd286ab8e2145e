package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.session.Priority;
import org.stratocumulus.streams.internal.StreamCounters.Counter;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedSendFlow;

/** streams.queueBytes: one slow subscriber neither grows memory nor delays another. */
public class SlowSubscriberTest {
    private static final int LIMIT = 64 << 10;
    private static final String KEY = "17 01";
    private static final String INTER = "27 01";
    private static final String AAC = "af 01";

    private final ManualLoop loop = new ManualLoop();
    private final Streams streams = new Streams(new StreamSettings(false, 10, 10, 10, 100, 16 << 10, LIMIT, 2000, 2200, 10_000));
    private final TestStream publisher = new TestStream(streams, loop, "/live");
    private final TestStream slow = new TestStream(streams, loop, "/live");
    private final TestStream quick = new TestStream(streams, loop, "/live");

    @Before
    public void begin() {
        publisher.command("publish", "cam");
        slow.client.becomeSlow();
        slow.command("play", "cam");
        quick.command("play", "cam");
        loop.turn();
        slow.takeReceived();
        quick.takeReceived();
    }

    /** A frame of the given size. */
    private void send(int type, long timestamp, String start, int length) {
        publisher.media(type, timestamp, start + "00".repeat(length - 5 - start.replace(" ", "").length() / 2));
    }

    private long waiting() {
        return slow.client.flows().stream().mapToLong(RecordedSendFlow::bufferedBytes).sum();
    }

    private int count(TestStream stream, Priority priority, String start) {
        byte first = (byte) Integer.parseInt(start.substring(0, 2), 16);
        return (int) stream.client.flow(priority).written().stream()
            .filter(w -> w.data()[0] != MessageType.USER_CONTROL && w.data()[5] == first)
            .count();
    }

    @Test
    public void videoIsDroppedFirstAndThenAudioAndTheRestStaysBounded() {
        for (int i = 0; i < 200; i++) {
            send(MessageType.VIDEO, 40 * i, i % 50 == 0 ? KEY : INTER, 1000);
            send(MessageType.AUDIO, 40 * i, AAC, 500);
            publisher.data(40 * i, "tick", "x".repeat(300));
        }
        assertTrue("streams.queueBytes", waiting() <= LIMIT);
        assertTrue(waiting() > LIMIT / 2);
        assertTrue(streams.counters().get(Counter.DROPPED_VIDEO) > 0);
        assertTrue(streams.counters().get(Counter.DROPPED_AUDIO) > 0);
        int video = slow.client.flow(Priority.VIDEO).written().size();
        int audio = slow.client.flow(Priority.AUDIO).written().size();
        assertTrue("audio outlives video: " + audio + ", " + video, audio > video);
        assertEquals("the other gets all", 4, count(quick, Priority.VIDEO, KEY));
        assertEquals(196, count(quick, Priority.VIDEO, INTER));
        assertEquals(200, count(quick, Priority.AUDIO, AAC));
    }

    @Test
    public void afterADropVideoGoesOnAtAKeyFrame() {
        send(MessageType.VIDEO, 0, KEY, 47 << 10);
        send(MessageType.VIDEO, 40, INTER, 2 << 10);
        slow.client.flow(Priority.VIDEO).written().forEach(RecordedSendFlow.Written::deliver);
        slow.client.flow(Priority.ROUTINE).written().forEach(RecordedSendFlow.Written::deliver);
        send(MessageType.VIDEO, 80, INTER, 100);
        assertEquals("the frame that had no room is missing", 0, count(slow, Priority.VIDEO, INTER));
        send(MessageType.VIDEO, 120, KEY, 100);
        send(MessageType.VIDEO, 160, INTER, 100);
        assertEquals(2, count(slow, Priority.VIDEO, KEY));
        assertEquals(1, count(slow, Priority.VIDEO, INTER));
    }

    @Test
    public void whenAFrameHasExpiredThoseThatNeedItAreGivenUp() {
        send(MessageType.VIDEO, 0, KEY, 100);
        send(MessageType.VIDEO, 40, INTER, 100);
        send(MessageType.VIDEO, 80, INTER, 100);
        List<RecordedSendFlow.Written> video = slow.client.flow(Priority.VIDEO).written();
        video.get(1).deliver();
        video.get(2).abandon();
        send(MessageType.VIDEO, 120, INTER, 100);
        assertTrue("its successor", video.get(3).isAbandoned());
        assertEquals("nothing more", 4, video.size());
        send(MessageType.VIDEO, 160, KEY, 100);
        assertEquals(5, video.size());
    }

    @Test
    public void anExpiredFrameBehindWhichAKeyFrameWaitsStopsNothing() {
        send(MessageType.VIDEO, 0, KEY, 100);
        send(MessageType.VIDEO, 40, INTER, 100);
        send(MessageType.VIDEO, 80, KEY, 100);
        List<RecordedSendFlow.Written> video = slow.client.flow(Priority.VIDEO).written();
        video.get(1).abandon();
        send(MessageType.VIDEO, 120, INTER, 100);
        assertTrue(video.get(2).isAbandoned());
        assertFalse(video.get(3).isAbandoned());
        assertEquals(5, video.size());
    }

    @Test
    public void messagesOnTheirWayAreCountedHoweverSmall() {
        for (int i = 0; i < Backlog.MAX_MESSAGES + 100; i++) {
            send(MessageType.AUDIO, i, AAC, 8);
        }
        assertEquals("MAX_MESSAGES", Backlog.MAX_MESSAGES, count(slow, Priority.AUDIO, AAC));
    }

    @Test
    public void aLargeFrameMayPassWhereNothingWaits() {
        slow.client.flow(Priority.ROUTINE).written().forEach(RecordedSendFlow.Written::deliver);
        send(MessageType.VIDEO, 0, KEY, 2 * LIMIT);
        assertEquals(1, count(slow, Priority.VIDEO, KEY));
        send(MessageType.VIDEO, 40, KEY, 100);
        assertEquals(1, count(slow, Priority.VIDEO, KEY));
    }

    @Test
    public void whoLeavesEvenMetadataUnreadIsEnded() {
        for (int i = 0; i < 40; i++) {
            publisher.data(i, "@setDataFrame", "onMetaData", new AmfObject().put("filler", "x".repeat(8000)));
        }
        assertEquals(1, streams.counters().get(Counter.OVERFLOWS));
        assertTrue(waiting() <= 2 * LIMIT);
        List<String> words = slow.takeReceived();
        assertEquals("onStatus NetStream.Play.Failed", words.get(words.size() - 1));
        assertEquals(List.of("subscribe cam", "unsubscribe cam"), slow.client.asked);
        assertEquals(40, quick.takeReceived().size());
    }

    @Test
    public void aClientThatDoesNotReadItsStatusesGetsNoMore() {
        for (int i = 0; i < 5000; i++) {
            slow.command("pause", true, 0);
        }
        assertTrue(waiting() <= 2 * LIMIT + 1000);
    }
}
