package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedSendFlow;

/** What of a publication reaches its subscribers, and how. */
public class RelayTest {
    private static final String AVC_HEADER = "17 00 000000 01";
    private static final String KEY = "17 01 000000 aa";
    private static final String INTER = "27 01 000000 bb";
    private static final String AAC_HEADER = "af 00 12 10";
    private static final String AAC = "af 01 cc";

    private final ManualLoop loop = new ManualLoop();
    private final Streams streams = new Streams(StreamSettings.DEFAULT);
    private final TestStream publisher = new TestStream(streams, loop, "/live");
    private final TestStream player = new TestStream(streams, loop, "/live");

    @Before
    public void publish() {
        publisher.command("publish", "cam");
        loop.turn();
    }

    private void play(TestStream stream, Object... more) {
        Object[] arguments = new Object[1 + more.length];
        arguments[0] = "cam";
        System.arraycopy(more, 0, arguments, 1, more.length);
        stream.command("play", arguments);
        loop.turn();
        stream.takeReceived();
    }

    /** RFC 7425 section 5.1.2, type 22. */
    @Test
    public void anAggregateReachesSubscribersAsTheMessagesInIt() {
        play(player);
        publisher.media(MessageType.AGGREGATE, 500, "09 000006 000064 00 000001 170100000001 00000011"
            + "08 000003 00006e 00 000001 af01cc 0000000e 16 000001 00006e 00 000001 00 0000000c 09 000006 000078 00 000001 270100000002");
        assertEquals(List.of("video 500 170100000001", "audio 510 af01cc", "video 520 270100000002"), player.takeReceived());
        assertEquals("an aggregate in an aggregate", 1, streams.counters().get(StreamCounters.Counter.IGNORED));
        publisher.media(MessageType.AGGREGATE, 600, "09 0000ff 000064 00 000001 1701");
        assertEquals(List.of(), player.takeReceived());
        assertEquals(1, streams.counters().get(StreamCounters.Counter.MALFORMED));
    }

    @Test
    public void anAggregateHasTheKeyFrameThatVideoWaitsForAfterALoss() {
        play(player);
        publisher.video(0, KEY);
        publisher.media(MessageType.VIDEO, 20, INTER, 2);
        player.takeReceived();
        publisher.media(MessageType.AGGREGATE, 40, "09 000006 000000 00 000000 270100000001 00000011"
            + "09 000006 000000 00 000000 170100000002");
        assertEquals(List.of("video 40 170100000002"), player.takeReceived());
    }

    @Test
    public void whatGoesInComesOutByteForByteInOrderWithoutACopy() {
        play(player);
        List<byte[]> sent = List.of(publisher.data(0, "hello", 1, "two"), publisher.video(0, AVC_HEADER), publisher.audio(0, AAC_HEADER),
            publisher.video(0, KEY), publisher.audio(10, AAC), publisher.video(40, INTER), publisher.audio(0xFFFFFFFFL, AAC));
        List<byte[]> got = player.client.received().stream()
            .filter(m -> !TestStream.word(RtmpMessage.decode(m)).startsWith("sync")).toList();
        assertEquals(sent.size(), got.size());
        for (int i = 0; i < sent.size(); i++) {
            assertSame(sent.get(i), got.get(i));
        }
    }

    @Test
    public void audioVideoAndTheRestTravelOnFlowsOfTheirOwn() {
        play(player);
        publisher.audio(0, AAC);
        publisher.video(0, KEY);
        assertEquals(List.of(Priority.ROUTINE, Priority.AUDIO, Priority.VIDEO),
            player.client.flows().stream().map(RecordedSendFlow::priority).toList());
        for (RecordedSendFlow flow : player.client.flows()) {
            assertArrayEquals(new byte[] {'T', 'C', 4, 1}, flow.metadata());
        }
    }

    @Test
    public void mediaIsHeldBackBehindThePlayStatusesByABarrierOfTwoFlows() {
        play(player);
        publisher.video(0, KEY);
        RecordedSendFlow main = player.client.flow(Priority.ROUTINE);
        RecordedSendFlow video = player.client.flow(Priority.VIDEO);
        byte[] barrier = video.written().get(0).data();
        //  04 | timestamp | event 0022 | syncID | count
        assertEquals(5 + 10, barrier.length);
        assertEquals(2, ((UserControl.FlowSync) UserControl.decode(barrier, 5, 10)).count());
        assertArrayEquals(barrier, main.written().get(main.written().size() - 1).data());
        assertEquals(Delivery.RELIABLE, video.written().get(0).delivery());
    }

    @Test
    public void theEndIsHeldBackBehindTheLastFrame() {
        play(player);
        publisher.video(0, KEY);
        publisher.audio(0, AAC);
        player.client.received().clear();
        publisher.command("closeStream");
        List<String> words = player.client.received().stream().map(m -> TestStream.word(RtmpMessage.decode(m))).toList();
        assertEquals(List.of("sync 3", "sync 3", "sync 3", "EOF", "onStatus NetStream.Play.UnpublishNotify"), words);
    }

    @Test
    public void aLateJoinerGetsMetadataAndHeadersAndStartsAtAKeyFrame() {
        publisher.data(0, "@setDataFrame", "onMetaData", new AmfObject().put("width", 640));
        publisher.video(0, AVC_HEADER);
        publisher.audio(0, AAC_HEADER);
        publisher.video(0, KEY);
        play(player);
        publisher.video(9000, INTER);
        publisher.audio(9010, AAC);
        publisher.video(9040, KEY);
        publisher.video(9080, INTER);
        assertEquals("headers at the time of their frames, or players see an hour of buffer",
            List.of("audio 9010 af001210", "audio 9010 af01cc", "video 9040 170000000001", "video 9040 1701000000aa",
                "video 9080 2701000000bb"), player.takeReceived());
    }

    @Test
    public void metadataComesBeforeMediaAsIfThePublisherHadSentItBare() {
        publisher.data(7, "@setDataFrame", "onMetaData", new AmfObject().put("width", 640));
        player.command("play", "cam");
        loop.turn();
        byte[] last = player.client.received().get(player.client.received().size() - 1);
        assertArrayEquals(DataMessage.of("onMetaData", new AmfObject().put("width", 640)).toMessage(7).encode(),
            last);
    }

    @Test
    public void clearedMetadataIsGivenToNobody() {
        publisher.data(0, "@setDataFrame", "onMetaData", new AmfObject().put("width", 640));
        publisher.data(0, "@clearDataFrame", "onMetaData");
        player.command("play", "cam");
        loop.turn();
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.Reset", "onStatus NetStream.Play.Start"), player.takeReceived());
    }

    @Test
    public void headersOfHevcAndOfEnhancedCodecsAreKept() {
        publisher.video(0, "1c 00 000000 01");
        publisher.video(0, "90 68766331 02");
        play(player);
        publisher.video(40, "91 68766331 000000 aa");
        assertEquals("the latest", List.of("video 40 906876633102", "video 40 9168766331000000aa"), player.takeReceived());
    }

    @Test
    public void afterALossVideoWaitsForTheNextKeyFrame() {
        play(player);
        publisher.video(0, KEY);
        publisher.media(MessageType.VIDEO, 80, INTER, 1);
        publisher.video(120, INTER);
        publisher.audio(125, AAC);
        publisher.video(160, KEY);
        publisher.video(200, INTER);
        assertEquals(List.of("video 0 1701000000aa", "audio 125 af01cc", "video 160 1701000000aa", "video 200 2701000000bb"),
            player.takeReceived());
        assertEquals(2, streams.counters().get(StreamCounters.Counter.DROPPED_INTAKE));
    }

    @Test
    public void aLossOnAFlowThatCarriesVideoTooMayHaveBeenVideo() {
        play(player);
        publisher.video(0, KEY);
        publisher.raw(TestStream.VIDEO, TestStream.message(MessageType.AUDIO, 10, AAC), 1);
        publisher.video(40, INTER);
        assertEquals(List.of("video 0 1701000000aa", "audio 10 af01cc"), player.takeReceived());
    }

    @Test
    public void aLossOfAudioHoldsNothingBack() {
        play(player);
        publisher.video(0, KEY);
        publisher.media(MessageType.AUDIO, 10, AAC, 3);
        publisher.video(40, INTER);
        assertEquals(List.of("video 0 1701000000aa", "audio 10 af01cc", "video 40 2701000000bb"), player.takeReceived());
    }

    @Test
    public void anAudioOnlyStreamStartsAtOnceAndOpensNoVideoFlow() {
        play(player);
        publisher.audio(0, "2f 01");
        assertEquals(List.of("audio 0 2f01"), player.takeReceived());
        assertEquals(2, player.client.flows().size());
    }

    @Test
    public void receiveVideoTurnsVideoOffAndOnFromTheNextKeyFrame() {
        play(player);
        publisher.video(0, KEY);
        player.command("receiveVideo", false);
        publisher.video(40, INTER);
        publisher.video(50, AVC_HEADER);
        publisher.audio(60, AAC);
        player.command("receiveVideo", true);
        publisher.video(80, INTER);
        publisher.video(120, KEY);
        assertEquals(List.of("video 0 1701000000aa", "audio 60 af01cc", "video 120 170000000001", "video 120 1701000000aa"),
            player.takeReceived());
    }

    @Test
    public void receiveAudioTurnsAudioOffAndOn() {
        play(player);
        player.command("receiveAudio", false);
        publisher.audio(0, AAC);
        player.command("receiveAudio", true);
        publisher.audio(20, AAC);
        assertEquals(List.of("audio 20 af01cc"), player.takeReceived());
    }

    @Test
    public void aPauseStopsEverythingAndGoesOnAtAKeyFrameWithWhatWasMissed() {
        play(player);
        publisher.video(0, KEY);
        player.command("pause", true, 0);
        publisher.video(40, KEY);
        publisher.audio(40, AAC);
        publisher.data(50, "@setDataFrame", "onMetaData", new AmfObject().put("width", 320));
        player.command("pauseRaw", false, 0);
        publisher.video(80, INTER);
        publisher.video(120, KEY);
        assertEquals(List.of("video 0 1701000000aa", "onStatus NetStream.Pause.Notify", "onStatus NetStream.Unpause.Notify",
            "data onMetaData", "video 120 1701000000aa"), player.takeReceived());
    }

    @Test
    public void republishedVideoComesBehindItsNotifyAndWithItsOwnHeaders() {
        play(player);
        publisher.video(0, AVC_HEADER);
        publisher.video(0, KEY);
        publisher.command("closeStream");
        player.takeReceived();
        publisher.command("publish", "cam");
        loop.turn();
        List<String> words = player.client.received().stream().map(m -> TestStream.word(RtmpMessage.decode(m))).toList();
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.PublishNotify", "sync 2", "sync 2"), words);
        player.client.received().clear();
        publisher.video(0, INTER);
        publisher.video(0, "17 00 000000 02");
        publisher.video(40, KEY);
        assertEquals(List.of("video 0 170000000002", "video 40 1701000000aa"), player.takeReceived());
    }

    @Test
    public void mediaHasADeadlineAndHeadersHaveNone() {
        play(player);
        publisher.video(0, AVC_HEADER);
        publisher.video(0, KEY);
        publisher.audio(0, AAC);
        List<RecordedSendFlow.Written> video = player.client.flow(Priority.VIDEO).written();
        assertEquals(Delivery.RELIABLE, video.get(1).delivery());
        assertEquals(Delivery.within(2000, 3000), video.get(2).delivery());
        assertEquals(Delivery.within(2200, 3200), player.client.flow(Priority.AUDIO).written().get(1).delivery());
    }

    @Test
    public void aLongBufferTimeGivesFramesMoreTimeUpToItsLimit() {
        play(player);
        player.raw(TestStream.COMMANDS, new UserControl.SetBufferLength(1, 5000).toMessage().encode(), 0);
        publisher.video(0, KEY);
        player.raw(TestStream.COMMANDS, new UserControl.SetBufferLength(1, 0xFFFFFFFFL).toMessage().encode(), 0);
        publisher.video(40, KEY);
        List<RecordedSendFlow.Written> video = player.client.flow(Priority.VIDEO).written();
        assertEquals(Delivery.within(5000, 6000), video.get(1).delivery());
        assertEquals(Delivery.within(10_000, 11_000), video.get(2).delivery());
    }

    @Test
    public void aStartOfMinusThreeMakesMediaUnreliableButNotItsHeaders() {
        for (int start : new int[] {-3, -3000}) {
            TestStream unbuffered = new TestStream(streams, loop, "/live");
            play(unbuffered, start);
            publisher.video(0, AVC_HEADER);
            publisher.video(0, KEY);
            List<RecordedSendFlow.Written> video = unbuffered.client.flow(Priority.VIDEO).written();
            assertTrue(video.get(1).delivery().retransmit());
            assertFalse(video.get(2).delivery().retransmit());
        }
    }

    @Test
    public void whatAPublisherSendsBeforeItsAnswerIsHeldAndNotLost() {
        TestStream eager = new TestStream(streams, loop, "/live");
        player.command("play", "eager");
        loop.turn();
        player.takeReceived();
        eager.command("publish", "eager");
        eager.video(0, AVC_HEADER);
        eager.video(0, KEY);
        loop.turn();
        assertEquals(List.of("onStatus NetStream.Play.PublishNotify", "video 0 170000000001", "video 0 1701000000aa"),
            player.takeReceived());
    }

    @Test
    public void aRejectedFlowIsNotReplacedAndTheOthersGoOn() {
        play(player);
        publisher.video(0, KEY);
        player.client.flow(Priority.VIDEO).reject(0);
        publisher.video(40, KEY);
        publisher.audio(40, AAC);
        assertEquals(List.of("video 0 1701000000aa", "audio 40 af01cc"), player.takeReceived());
        assertEquals(3, player.client.flows().size());
    }
}
