package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.api.status.StreamStatus.StreamInfo;
import org.stratocumulus.streams.internal.StreamCounters.Counter;
import org.stratocumulus.testkit.ManualLoop;

/** Publisher and subscribers on different loops (ADR 0003). */
public class LoopsTest {
    private static final String AVC_HEADER = "17 00 000000 01";
    private static final String KEY = "17 01 000000 aa";
    private static final String INTER = "27 01 000000 bb";

    private final ManualLoop here = new ManualLoop(0);
    private final ManualLoop there = new ManualLoop(1);
    private final Streams streams = new Streams(StreamSettings.DEFAULT);
    private final TestStream publisher = new TestStream(streams, here, "/live");
    private final TestStream player = new TestStream(streams, there, "/live");

    private void settle() {
        ManualLoop.settle(here, there);
    }

    @Test
    public void theSameArrayReachesSubscribersOfBothLoopsInOrder() {
        TestStream neighbour = new TestStream(streams, here, "/live");
        publisher.command("publish", "cam");
        player.command("play", "cam");
        neighbour.command("play", "cam");
        settle();
        player.takeReceived();
        neighbour.takeReceived();
        byte[] header = publisher.video(0, AVC_HEADER);
        publisher.video(0, KEY);
        publisher.audio(3, "2f 01");
        settle();
        List<String> expected = List.of("video 0 170000000001", "video 0 1701000000aa", "audio 3 2f01");
        assertSame(header, player.client.received().get(2));
        assertEquals(expected, player.takeReceived());
        assertEquals(expected, neighbour.takeReceived());
    }

    @Test
    public void aLoopWithoutSubscribersIsLeftInPeace() {
        publisher.command("publish", "cam");
        settle();
        publisher.video(0, KEY);
        assertEquals(0, there.tasks());
        player.command("play", "cam");
        settle();
        player.command("closeStream");
        settle();
        publisher.video(40, KEY);
        assertEquals(0, there.tasks());
    }

    @Test
    public void manyFramesForABusyLoopAreOneTask() {
        publisher.command("publish", "cam");
        player.command("play", "cam");
        settle();
        for (int i = 0; i < 50; i++) {
            publisher.video(40 * i, KEY);
        }
        assertEquals(1, there.tasks());
        player.takeReceived();
        settle();
        assertEquals(50, player.takeReceived().size());
    }

    @Test
    public void aLateJoinerOnAnotherLoopGetsTheHeadersOfThen() {
        publisher.command("publish", "cam");
        settle();
        publisher.data(0, "@setDataFrame", "onMetaData", 1);
        publisher.video(0, AVC_HEADER);
        player.command("play", "cam");
        settle();
        publisher.video(40, INTER);
        publisher.video(80, KEY);
        settle();
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.Reset", "onStatus NetStream.Play.Start", "data onMetaData",
            "video 80 170000000001", "video 80 1701000000aa"), player.takeReceived());
    }

    @Test
    public void playBeforePublishAndTheEndAreToldAcrossLoops() {
        player.command("play", "cam");
        settle();
        player.takeReceived();
        publisher.command("publish", "cam");
        settle();
        publisher.command("closeStream");
        settle();
        assertEquals(List.of("onStatus NetStream.Play.PublishNotify", "EOF", "onStatus NetStream.Play.UnpublishNotify"),
            player.takeReceived());
    }

    @Test
    public void aSuccessorFromAThirdLoopMayBeHeardBeforeThePredecessorsEnd() {
        ManualLoop third = new ManualLoop(2);
        TestStream successor = new TestStream(streams, third, "/live");
        player.command("play", "cam");
        publisher.command("publish", "cam");
        ManualLoop.settle(here, there, third);
        player.takeReceived();
        publisher.video(0, KEY);
        publisher.command("closeStream"); // its letters wait at the player's loop
        successor.command("publish", "cam");
        third.turn();
        successor.video(7, KEY);
        ManualLoop.settle(there, here, third);
        successor.video(8, KEY);
        ManualLoop.settle(here, there, third);
        assertEquals(List.of("video 0 1701000000aa", "EOF", "onStatus NetStream.Play.UnpublishNotify", "BEGIN",
            "onStatus NetStream.Play.PublishNotify", "video 7 1701000000aa", "video 8 1701000000aa"), player.takeReceived());
    }

    @Test
    public void whoWaitsOnAnotherLoopGetsTheFirstMessageEvenOfAPublisherThatDoesNotWaitForItsAnswer() {
        player.command("play", "cam");
        settle();
        player.takeReceived();
        publisher.command("publish", "cam");
        here.turn();
        publisher.data(0, "hello", 1);
        assertEquals("the other loop has not heard of it", List.of(), publisher.takeReceived());
        settle();
        assertEquals(List.of("onStatus NetStream.Publish.Start"), publisher.takeReceived());
        assertEquals(List.of("onStatus NetStream.Play.PublishNotify", "data hello"), player.takeReceived());
    }

    @Test
    public void aPublisherThatGoesBeforeEveryLoopHasHeardOfItFreesTheName() {
        player.command("play", "cam");
        settle();
        player.takeReceived();
        publisher.command("publish", "cam");
        here.turn();
        publisher.command("closeStream");
        publisher.command("publish", "cam");
        settle();
        assertEquals(List.of("onStatus NetStream.Publish.Start"), publisher.takeReceived());
        assertEquals(List.of("onStatus NetStream.Play.PublishNotify"), player.takeReceived());
    }

    @Test
    public void aSubscriberThatLeavesWhileFramesAreOnTheirWayGetsNoneOfThem() {
        publisher.command("publish", "cam");
        player.command("play", "cam");
        settle();
        publisher.video(0, KEY);
        player.takeReceived();
        player.close();
        settle();
        assertEquals(List.of("EOF", "onStatus NetStream.Play.Stop"), player.takeReceived());
    }

    @Test
    public void whatWaitsForALoopIsBoundedAndVideoGoesOnAtAKeyFrame() {
        publisher.command("publish", "cam");
        player.command("play", "cam");
        settle();
        player.takeReceived();
        byte[] large = TestStream.message(MessageType.VIDEO, 0, KEY + "00".repeat(1 << 20));
        int fit = (int) (Mailbox.MAX_BYTES / (large.length + Mailbox.LETTER_BYTES));
        for (int i = 0; i < fit + 5; i++) {
            publisher.raw(TestStream.VIDEO, large, 0);
        }
        assertEquals("MAX_BYTES", 5, streams.counters().get(Counter.DROPPED_BETWEEN_LOOPS));
        publisher.video(1, INTER);
        publisher.video(2, AVC_HEADER);
        settle();
        publisher.video(3, INTER);
        publisher.video(4, KEY);
        settle();
        List<String> words = player.takeReceived();
        assertEquals(fit + 2, words.size());
        assertEquals(List.of("video 2 170000000001", "video 4 1701000000aa"), words.subList(fit, fit + 2));
    }

    @Test
    public void theReportAddsUpTheLoops() {
        TestStream neighbour = new TestStream(streams, here, "/live");
        player.command("play", "cam");
        neighbour.command("play", "cam");
        publisher.command("publish", "cam");
        TestStream waiting = new TestStream(streams, there, "/live");
        waiting.command("play", "nobody");
        settle();
        publisher.audio(0, "2f 01");
        settle();
        here.runAtOnce();
        there.runAtOnce();
        StreamReport report = new StreamReport(streams, 1);
        List<StreamInfo> infos = report.streams();
        assertEquals(List.of("/live/cam", "/live/nobody"), infos.stream().map(StreamInfo::name).toList());
        assertEquals(publisher.client.id(), infos.get(0).publisher());
        assertEquals(2, infos.get(0).subscribers());
        assertEquals(7, infos.get(0).audio().byteRate());
        assertEquals("half a round trip", 20, infos.get(0).audio().latencyMillis());
        assertEquals(null, infos.get(1).publisher());
        assertEquals(1, infos.get(1).subscribers());
        assertEquals(2, report.subscriptions("/live/cam").size());
        assertEquals(7, report.subscriptions("/live/cam").get(0).audioQuality().byteRate());
        assertEquals(1L, (long) report.counters().get("streams.published"));
    }

    @Test
    public void aLoopThatDoesNotAnswerIsLeftOutOfTheReport() {
        publisher.command("publish", "cam");
        player.command("play", "cam");
        settle();
        here.runAtOnce();
        List<StreamInfo> infos = new StreamReport(streams, 1).streams();
        assertEquals(1, infos.size());
        assertEquals(publisher.client.id(), infos.get(0).publisher());
        assertEquals(0, infos.get(0).subscribers());
    }

    @Test
    public void loopsWithoutStreamsAreForgotten() {
        player.close();
        assertEquals(1, streams.loops().size());
        publisher.close();
        assertEquals(0, streams.loops().size());
    }
}
