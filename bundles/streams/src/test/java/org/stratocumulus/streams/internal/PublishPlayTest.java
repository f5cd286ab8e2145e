package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.application.spi.Decision;
import org.stratocumulus.testkit.ManualLoop;

/** publish and play on one loop: the statuses, their order, and what the application hears. */
public class PublishPlayTest {
    private final ManualLoop loop = new ManualLoop();
    private final Streams streams = new Streams(StreamSettings.DEFAULT);
    private final TestStream publisher = new TestStream(streams, loop, "/live");
    private final TestStream player = new TestStream(streams, loop, "/live");

    private void publish(TestStream stream, String name) {
        stream.command("publish", name, "live");
        loop.turn();
    }

    private void play(TestStream stream, Object... arguments) {
        stream.command("play", arguments);
        loop.turn();
    }

    @Test
    public void publishingStarts() {
        publish(publisher, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.Start"), publisher.takeReceived());
    }

    @Test
    public void aStatusIsACommandOfTransactionZeroWithAnAmf0Object() {
        publish(publisher, "cam");
        RtmpMessage message = RtmpMessage.decode(publisher.client.received().get(0));
        assertEquals(0x14, message.type());
        Command command = Command.decode(message);
        assertEquals(0, command.transactionId(), 0);
        assertTrue(command.commandObject().isNullish());
        AmfObject info = command.argument(0).asObject();
        assertEquals("status", info.get("level").asString());
        assertEquals("cam", info.get("details").asString());
        //  'onStatus' 0 null, then marker 03: an object and no ECMA array
        assertEquals(0x03, message.payload()[3 + 8 + 9 + 1]);
    }

    @Test
    public void theStatusFlowCarriesTheStreamIdAndNothingElse() {
        TestStream third = new TestStream(streams, loop, new FakeConnection(loop, "/live"), 3);
        publish(third, "cam");
        assertEquals(1, third.client.flows().size());
        assertArrayEquals(new byte[] {'T', 'C', 4, 3}, third.client.flows().get(0).metadata());
    }

    @Test
    public void playingAPublishedStreamBeginsWithStreamBeginResetAndStart() {
        publish(publisher, "cam");
        play(player, "cam");
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.Reset", "onStatus NetStream.Play.Start"), player.takeReceived());
    }

    @Test
    public void withoutResetNoResetIsTold() {
        play(player, "cam", -2, -1, false);
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.Start"), player.takeReceived());
    }

    @Test
    public void playBeforePublishIsToldOfThePublication() {
        play(player, "cam");
        player.takeReceived();
        publish(publisher, "cam");
        assertEquals(List.of("onStatus NetStream.Play.PublishNotify"), player.takeReceived());
    }

    @Test
    public void unpublishAndRepublishAreTold() {
        publish(publisher, "cam");
        play(player, "cam");
        player.takeReceived();
        publisher.command("closeStream");
        assertEquals(List.of("EOF", "onStatus NetStream.Play.UnpublishNotify"), player.takeReceived());
        publish(publisher, "cam");
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.PublishNotify"), player.takeReceived());
        assertEquals(List.of("onStatus NetStream.Publish.Start", "onStatus NetStream.Unpublish.Success",
            "onStatus NetStream.Publish.Start"), publisher.takeReceived());
    }

    @Test
    public void publishFalseEndsThePublication() {
        publish(publisher, "cam");
        publisher.takeReceived();
        publisher.command("publish", false);
        assertEquals(List.of("onStatus NetStream.Unpublish.Success"), publisher.takeReceived());
    }

    @Test
    public void aPublisherThatDisconnectsIsMissed() {
        publish(publisher, "cam");
        play(player, "cam");
        player.takeReceived();
        publisher.client.close("gone");
        publisher.close();
        assertEquals(List.of("EOF", "onStatus NetStream.Play.UnpublishNotify"), player.takeReceived());
        assertEquals(List.of("publish cam", "unpublish cam"), publisher.client.asked);
    }

    @Test
    public void aTakenNameIsABadNameForAnotherClient() {
        publish(publisher, "cam");
        TestStream second = new TestStream(streams, loop, "/live");
        publish(second, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.BadName"), second.takeReceived());
        publisher.command("closeStream");
        publish(second, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.Start"), second.takeReceived());
    }

    @Test
    public void aTakenNameIsABadNameForTheSameClientToo() {
        publish(publisher, "cam");
        TestStream second = new TestStream(streams, loop, publisher.client, 2);
        publisher.takeReceived();
        publish(second, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.BadName"), second.takeReceived());
    }

    @Test
    public void ofTwoThatAskAtTheSameTimeOnePublishes() {
        TestStream second = new TestStream(streams, loop, "/live");
        publisher.command("publish", "cam");
        second.command("publish", "cam");
        loop.turn();
        assertEquals(List.of("onStatus NetStream.Publish.Start"), publisher.takeReceived());
        assertEquals(List.of("onStatus NetStream.Publish.BadName"), second.takeReceived());
        assertEquals("the application learns that it came to nothing", List.of("publish cam", "unpublish cam"), second.client.asked);
    }

    @Test
    public void anApplicationsRefusalReachesThePublisherAsBadName() {
        publisher.client.decision = Decision.refused("no cameras here");
        publish(publisher, "cam");
        AmfObject info = Command.decode(RtmpMessage.decode(publisher.client.received().get(0))).argument(0).asObject();
        assertEquals("NetStream.Publish.BadName", info.get("code").asString());
        assertEquals("error", info.get("level").asString());
        assertEquals("no cameras here", info.get("description").asString());
    }

    @Test
    public void anApplicationsRefusalReachesThePlayerAsPlayFailed() {
        player.client.decision = Decision.refused("subscribers only");
        play(player, "cam");
        AmfObject info = Command.decode(RtmpMessage.decode(player.client.received().get(0))).argument(0).asObject();
        assertEquals("NetStream.Play.Failed", info.get("code").asString());
        assertEquals("subscribers only", info.get("description").asString());
        assertTrue("no details, no ex", info.get("ex").isNullish());
    }

    @Test
    public void closeStreamStopsPlayingAndTheApplicationHearsOfIt() {
        play(player, "cam");
        player.takeReceived();
        player.command("closeStream");
        assertEquals(List.of("EOF", "onStatus NetStream.Play.Stop"), player.takeReceived());
        assertEquals(List.of("subscribe cam", "unsubscribe cam"), player.client.asked);
        publish(publisher, "cam");
        assertEquals(List.of(), player.takeReceived());
    }

    @Test
    public void aStreamClosedBeforeTheApplicationAnsweredIsTakenBack() {
        publisher.command("publish", "cam");
        publisher.command("closeStream");
        player.command("play", "cam");
        player.close();
        loop.turn();
        assertEquals(List.of(), publisher.takeReceived());
        assertEquals(List.of("publish cam", "unpublish cam"), publisher.client.asked);
        assertEquals(List.of("subscribe cam", "unsubscribe cam"), player.client.asked);
        loop.runAtOnce();
        assertEquals(List.of(), new StreamReport(streams, 1).streams());
    }

    @Test
    public void streamsThatAreClosedUnderTheirClientsTellThemAndCloseTheirFlows() {
        publish(publisher, "cam");
        play(player, "cam");
        publisher.audio(0, "2f 01");
        player.takeReceived();
        publisher.takeReceived();
        publisher.close();
        player.close();
        player.close();
        assertEquals(List.of("onStatus NetStream.Unpublish.Success"), publisher.takeReceived());
        assertEquals(List.of("EOF", "onStatus NetStream.Play.UnpublishNotify", "onStatus NetStream.Play.Stop"),
            player.takeReceived());
        assertTrue(player.client.flows().stream().allMatch(flow -> !flow.isOpen() && !flow.isAborted()));
        assertTrue(publisher.client.flows().stream().allMatch(flow -> !flow.isOpen() && !flow.isAborted()));
        publisher.command("publish", "cam");
        assertEquals(List.of("publish cam", "unpublish cam"), publisher.client.asked);
    }

    @Test
    public void theQueryIsForTheApplicationAndNoPartOfTheName() {
        publish(publisher, "cam?token=1");
        play(player, "cam?token=2");
        player.takeReceived();
        byte[] audio = publisher.audio(5, "2f 01");
        assertSame(audio, player.client.received().get(player.client.received().size() - 1));
        assertEquals(List.of("publish cam?token=1"), publisher.client.asked);
        assertEquals(List.of("subscribe cam?token=2"), player.client.asked);
    }

    @Test
    public void namesAreScopedByTheApplicationsPath() {
        TestStream elsewhere = new TestStream(streams, loop, "/other");
        publish(publisher, "cam");
        publish(elsewhere, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.Start"), elsewhere.takeReceived());
    }

    @Test
    public void pathAndNameAreNotConfused() {
        assertEquals("/a/b/c", StreamKey.of(false, "/a", "b/c").toString());
        assertEquals("/a/b/c", StreamKey.of(false, "/a/b", "c").toString());
        assertTrue(!StreamKey.of(false, "/a", "b/c").equals(StreamKey.of(false, "/a/b", "c")));
        assertEquals("/cam", StreamKey.of(false, "/", "cam").toString());
    }

    @Test
    public void theSettingStreamsGlobalMakesNamesMeanTheSameEverywhere() {
        StreamSettings d = StreamSettings.DEFAULT;
        streams.settings(new StreamSettings(true, d.publications(), d.subscribers(), d.rolesPerConnection(), d.nameLength(),
            d.headerBytes(), d.queueBytes(), d.videoMillis(), d.audioMillis(), d.bufferMillis()));
        TestStream elsewhere = new TestStream(streams, loop, "/other");
        publish(publisher, "cam");
        publish(elsewhere, "cam");
        assertEquals(List.of("onStatus NetStream.Publish.BadName"), elsewhere.takeReceived());
        loop.runAtOnce();
        assertEquals("cam", new StreamReport(streams, 1).streams().get(0).name());
    }

    @Test
    public void whatALiveStreamCannotDoIsRefused() {
        play(player, "cam");
        player.takeReceived();
        player.command("seek", 5000);
        player.command("play2", new AmfObject());
        assertEquals(List.of("onStatus NetStream.Seek.Failed", "onStatus NetStream.Play.Failed"), player.takeReceived());
    }

    @Test
    public void malformedMessagesAreCountedAndNothingMore() {
        publisher.raw(TestStream.COMMANDS, TestStream.message(0x14, 0, "02 ff ff 61"), 0);
        publisher.raw(TestStream.COMMANDS, TestStream.message(0x14, 0, ""), 0);
        publisher.raw(TestStream.COMMANDS, TestStream.message(0x04, 0, "00"), 0);
        publisher.raw(TestStream.COMMANDS, new byte[] {0x14, 0}, 0);
        publisher.raw(TestStream.COMMANDS, new byte[(1 << 24) + 5], 0);
        publisher.command("publish", new AmfObject());
        publisher.command("receiveAudio", "yes");
        publisher.command("FCPublish", "cam");
        publisher.raw(TestStream.COMMANDS, TestStream.message(0x03, 0, "00 00 00 00"), 0);
        loop.turn();
        assertEquals(List.of(), publisher.takeReceived());
        assertEquals(7, streams.counters().get(StreamCounters.Counter.MALFORMED));
        assertEquals(1, streams.counters().get(StreamCounters.Counter.IGNORED));
    }
}
