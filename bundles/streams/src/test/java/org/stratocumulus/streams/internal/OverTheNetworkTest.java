package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.SessionPair;

/** Real sessions and NetConnections in virtual time, publisher and players on two loops of the server. */
public class OverTheNetworkTest {
    private static final int VIDEO = MessageType.VIDEO;
    private static final int AUDIO = MessageType.AUDIO;
    private static final String AVC_HEADER = "17 00 000000 01";
    private static final String KEY = "17 01 000000";
    private static final String INTER = "27 01 000000";
    private static final String START = "onStatus NetStream.Publish.Start";
    private static final String PLAYING = "onStatus NetStream.Play.Start";

    /** {@code -Dseed=n} runs them with other luck. */
    private final long seed = Long.getLong("seed", 1);
    private final StreamSettings d = StreamSettings.DEFAULT;
    private final Streams streams = new Streams(new StreamSettings(false, 10, 10, 10, 100, 64 << 10, 256 << 10, d.videoMillis(),
        d.audioMillis(), d.bufferMillis()));
    private final SessionPair pair = SessionPair.plain(seed, EndpointOptions.defaults(), 1, 2);
    private final Executor pool = pair.time().executor(1);
    private final NetConnections connections = new NetConnections(new Applications(pool, 100), pool, Limits.DEFAULT);
    private final List<Session> sessions = new ArrayList<>();
    private WireClient publisher;
    private WireClient player;
    private Session playerSession;
    private int clients = 100;

    @Before
    public void publish() {
        connections.streamFactory(streams);
        pair.server().acceptor(session -> {
            sessions.add(session);
            return connections.accept(session);
        });
        publisher = client();
        do { // until there is one on the other loop
            player = client();
            playerSession = sessions.get(sessions.size() - 1);
        } while (playerSession.loop() == sessions.get(0).loop());
        publisher.command("publish", "cam");
        until(publisher, START);
    }

    private WireClient client() {
        return new WireClient(pair, clients++, seed + clients);
    }

    private void play(WireClient client, Object... arguments) {
        client.command("play", arguments);
        until(client, PLAYING);
        pair.time().advance(200);
        client.received.clear();
    }

    private void until(WireClient client, String word) {
        pair.runUntil(word, 60_000, () -> client.has(word));
    }

    @Test
    public void audioVideoAndDataArriveByteForByteAndEachInOrder() {
        play(player, "cam");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String size = "5a".repeat(i * 37);
            expected.add(HexFormat.of().formatHex(publisher.send(VIDEO, 40 * i, (i % 25 == 0 ? KEY : INTER) + size)));
            expected.add(HexFormat.of().formatHex(publisher.send(AUDIO, 40 * i, "2f" + size)));
            pair.time().advance(40);
        }
        pair.time().advance(2000);
        for (String type : List.of("09", "08")) {
            assertEquals(expected.stream().filter(hex -> hex.startsWith(type)).toList(),
                player.hex().stream().filter(hex -> hex.startsWith(type)).toList());
        }
        assertEquals(expected.size(), player.hex().size());
    }

    @Test
    public void dataSurvivesABadNetworkWholeAndInOrder() {
        pair.network().conditions(Conditions.BAD);
        play(player, "cam");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] message = DataMessage.of("n", i, "x".repeat(50 * i)).toMessage(i).encode();
            expected.add(HexFormat.of().formatHex(message));
            publisher.send(message[0], i, HexFormat.of().formatHex(message, 5, message.length));
            pair.time().advance(20);
        }
        pair.runUntil("all data", 120_000, () -> player.received.size() >= expected.size());
        assertEquals(expected, player.hex());
    }

    @Test
    public void onABadNetworkTooNothingComesBeforePlayStartOrAfterTheEnd() {
        pair.network().conditions(Conditions.BAD);
        player.command("play", "cam");
        for (int i = 0; i < 100; i++) {
            publisher.send(VIDEO, 20 * i, KEY);
            publisher.send(AUDIO, 20 * i, "2f");
            pair.time().advance(20);
        }
        until(player, PLAYING);
        publisher.command("closeStream");
        until(player, "onStatus NetStream.Play.UnpublishNotify");
        List<String> words = player.words();
        assertEquals(List.of("BEGIN", "onStatus NetStream.Play.Reset", PLAYING), words.subList(0, 3));
        assertEquals(List.of("EOF", "onStatus NetStream.Play.UnpublishNotify"), words.subList(words.size() - 2, words.size()));
        assertTrue("there was something between", words.size() > 20);
    }

    @Test
    public void aLateJoinerStartsAtAKeyFrameWithItsHeaderFirst() {
        publisher.send(VIDEO, 0, AVC_HEADER);
        publisher.send(VIDEO, 0, KEY);
        pair.time().advance(200);
        play(player, "cam");
        publisher.send(VIDEO, 40, INTER);
        publisher.send(VIDEO, 80, KEY);
        publisher.send(VIDEO, 120, INTER);
        until(player, "video 120 2701000000");
        assertEquals(List.of("video 80 170000000001", "video 80 1701000000", "video 120 2701000000"), player.words());
    }

    @Test
    public void whatThePublisherAbandonsMakesVideoWaitForAKeyFrame() {
        play(player, "cam");
        publisher.send(VIDEO, 0, KEY);
        publisher.lose(VIDEO, 40, INTER);
        publisher.send(VIDEO, 80, INTER);
        publisher.send(VIDEO, 120, KEY);
        until(player, "video 120 1701000000");
        assertEquals(List.of("video 0 1701000000", "video 120 1701000000"), player.words());
    }

    @Test
    public void aPlayerThatIsSilentForAWhileIsBoundedAndTheOtherNoticesNothing() {
        WireClient other = client();
        play(player, "cam");
        play(other, "cam");
        pair.network().cutOff(player.end.host());
        long most = 0;
        for (int i = 0; i < 500; i++) {
            publisher.send(VIDEO, 20 * i, (i % 50 == 0 ? KEY : INTER) + "00".repeat(4000));
            publisher.send(AUDIO, 20 * i, "2f" + "00".repeat(400));
            pair.time().advance(20);
            most = Math.max(most, playerSession.stats().bufferedBytes());
        }
        assertTrue("at most " + most, most < 300 << 10);
        pair.time().advance(1000);
        assertEquals(1000, other.received.size());
        pair.network().reconnect(player.end.host());
        pair.time().advance(10_000);
        player.received.clear();
        publisher.send(VIDEO, 20_000, INTER);
        publisher.send(VIDEO, 20_040, KEY);
        until(player, "video 20040 1701000000");
        assertTrue("no frame without its key frame", !player.has("video 20000 2701000000"));
    }

    @Test
    public void anUnreliablePlayerIsSentNothingTwice() {
        play(player, "cam", -3);
        pair.network().conditions(Conditions.GOOD.withLoss(0.2));
        for (int i = 0; i < 300; i++) {
            publisher.send(AUDIO, 20 * i, "2f" + "00".repeat(900));
            pair.time().advance(20);
        }
        pair.time().advance(5000);
        int got = player.received.size();
        assertEquals("no duplicates", got, Set.copyOf(player.hex()).size());
        assertTrue("got " + got + " of 300 of which a fifth was lost", got > 150 && got < 290);
    }

    @Test
    public void aPublisherWhoseSessionClosesIsUnpublishedAndMaySucceedItself() {
        play(player, "cam");
        publisher.close();
        until(player, "onStatus NetStream.Play.UnpublishNotify");
        WireClient successor = client();
        successor.command("publish", "cam");
        until(player, "onStatus NetStream.Play.PublishNotify");
        successor.send(AUDIO, 0, "2f01");
        until(player, "audio 0 2f01");
    }

    @Test
    public void whenTheStreamsBundleGoesEachStreamEndsAndTheSessionsStay() {
        play(player, "cam");
        connections.streamFactory(null);
        until(publisher, "onStatus NetStream.Unpublish.Success");
        until(player, "onStatus NetStream.Play.Stop");
        assertTrue(sessions.stream().allMatch(session -> session.state() == SessionState.OPEN));
        assertEquals(0, streams.loops().size());
    }
}
