package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.testkit.Seeds;

/** 50,000 hellos a second for ids that nobody has, from addresses that are not the senders', while clients of all servers meet. */
public class FloodTest {
    private static final DirectorySettings FULL = DirectorySettings.DEFAULT;
    private static final DirectorySettings SHARDED = new DirectorySettings(true, 1, 1_000);
    private static final int PER_MILLI = 50;
    private static final int SECONDS = 4;

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] tag = new byte[16];
    private long answered;
    private long waiting;

    /** Lets time pass, with a flood at the server's router meanwhile. */
    private void flood(Scene scene, Scene.Server at, long millis) {
        for (long i = 0; i < millis; i++) {
            for (int k = 0; k < PER_MILLI; k++) {
                hello(at, new PeerId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
            }
            scene.time.advance(1);
        }
    }

    private void hello(Scene.Server at, PeerId wanted) {
        random.nextBytes(tag);
        InetSocketAddress from = new InetSocketAddress("198.51.100." + random.nextInt(256), 1 + random.nextInt(65_535));
        HelloDecision decision = at.introducer.route(from, FlashDiscriminator.forPeer(wanted), tag, false);
        if (decision instanceof HelloDecision.Later later) {
            waiting++;
            later.decision().thenAccept(this::count);
        } else {
            count(decision);
        }
    }

    private void count(HelloDecision decision) {
        answered += decision instanceof HelloDecision.Redirect ? 1 : 0;
    }

    private static long linkBytes(Scene.Server of) {
        return of.node.status().links().stream().mapToLong(link -> link.bytesOut() + link.bytesIn()).sum();
    }

    private void everybodyMeetsMeanwhile(long seed, DirectorySettings settings, long mostLinkBytes) {
        Scene scene = new Scene(seed, 3, settings);
        Scene.Server flooded = scene.servers.get(0);
        Scene.Client asker = flooded.client();
        List<Scene.Client> others = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            others.add(scene.servers.get(i % 3).client());
        }
        long before = linkBytes(flooded);
        waiting = 0;
        flood(scene, flooded, 1_000);
        List<CompletableFuture<Session>> meetings = others.stream().map(other -> asker.reach(other.id, flooded)).toList();
        flood(scene, flooded, 1_000L * SECONDS - 1_000);
        long bytes = (linkBytes(flooded) - before) / SECONDS;
        System.out.printf("50,000 hellos a second for nobody, %s: %d bytes a second on two links, %d searches a second%n",
            settings.sharded() ? "sharded" : "full", bytes, waiting / SECONDS);
        meetings.forEach(meeting -> assertTrue("met while it lasts", meeting.isDone() && !meeting.isCompletedExceptionally()));
        assertEquals("at the first hello", 0, flooded.count("retries"));
        assertEquals("no hello for nobody has an answer", 0, answered);
        assertTrue(bytes + " bytes a second on links", bytes <= mostLinkBytes);
        assertEquals("no other server has to look for anybody but those who are there", 8,
            scene.servers.get(1).count("served-lookups") + scene.servers.get(2).count("served-lookups"));
    }

    @Test
    public void inTheFullFormNothingCrossesALinkForNobody() throws Exception {
        Seeds.each(2, seed -> everybodyMeetsMeanwhile(seed, FULL, 5_000));
        assertEquals(0, waiting);
    }

    @Test
    public void inTheShardedFormStrangersAskTheHomesSoOftenAndNoOftener() throws Exception {
        // 1,000 questions and answers of about 100 bytes each, and as many at once at the start
        Seeds.each(2, seed -> everybodyMeetsMeanwhile(seed, SHARDED, 300_000));
    }

    @Test
    public void whoIsNotFoundIsNotSearchedForAgainFor2Seconds() {
        Scene scene = new Scene(1, 3, SHARDED);
        PeerId nobody = new PeerId(1, 2, 3, 4);
        for (int i = 0; i < 1_900; i++) {
            hello(scene.servers.get(0), nobody);
            scene.time.advance(1);
        }
        assertTrue("until the first answer is there: " + waiting, waiting <= 40);
    }
}
