package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.testkit.SimulatedHost;

/**
 * Addresses that a client only pretends to have (setPeerInfo, RFC 7425 section 5.3.3). Servers never send to them; what peers send there on account of
 * an introduction (RFC 7016 sections 3.5.1.4 to 3.5.1.6) is one datagram for one of the forger's or of one who looks for the forger.
 */
public class ForgedPeerInfoTest {
    private static final InetSocketAddress VICTIM = new InetSocketAddress("198.51.100.66", 53);
    private static final InetSocketAddress HERE = new InetSocketAddress("203.0.113.5", 5000);
    private static final InetSocketAddress ASKER = new InetSocketAddress("203.0.113.9", 4000);

    /** What a forger says of itself: the victim's address, the servers', everything that is nobody's, and thousands of the victim's network. */
    private static Object[] forged(Scene scene) {
        List<Object> all = new ArrayList<>(List.of("198.51.100.66:53"));
        scene.servers.forEach(server -> all.add(server.address().getAddress().getHostAddress() + ":" + server.address().getPort()));
        all.addAll(List.of("127.0.0.1:1935", "[::1]:1935", "224.0.0.1:1935", "255.255.255.255:1935", "[ff02::1]:1935", "0.0.0.0:9", "10.0.0.1:22",
            "192.168.1.1:80", "169.254.1.1:80", "[fe80::1]:80"));
        IntStream.range(0, 5_000).forEach(i -> all.add("198.51.100." + (i & 0xff) + ":" + (1 + i)));
        return all.toArray();
    }

    private static Scene.Client forger(Scene scene, Scene.Server server) {
        Scene.Client forger = server.client();
        forger.setPeerInfo(forged(scene));
        scene.until("it is noted", () -> !server.connections.find(forger.id).reportedAddresses().isEmpty());
        return forger;
    }

    private static long sent(Scene scene, SimulatedHost from, InetSocketAddress to) {
        return scene.network.sentBy(from).stream().filter(datagram -> datagram.to().equals(to)).count();
    }

    private static void assertNoServerSendsTo(Scene scene, InetSocketAddress victim) {
        scene.servers.forEach(server -> assertEquals("from a server to the victim", 0, sent(scene, server.end.host(), victim)));
    }

    @Test
    public void thousandsOfAddressesAreNoMoreThanSevenAndTheObservedOneIsFirst() {
        List<InetSocketAddress> reported = new ArrayList<>();
        IntStream.range(0, 5_000).forEach(i -> reported.add(new InetSocketAddress("198.51.100.66", 1 + i)));
        for (boolean again : new boolean[] {false, true}) {
            List<Address> told = Candidates.ofPeer(HERE, reported, ASKER, again, List.of());
            assertEquals("Candidates.MAX_ADDRESSES", Candidates.MAX_ADDRESSES, told.size());
            assertEquals(new Address(HERE, Address.Origin.OBSERVED), told.get(0));
        }
    }

    @Test
    public void loopbackAddressesAreToldToNobodyElsewhere() {
        List<InetSocketAddress> reported = List.of(new InetSocketAddress("127.0.0.1", 1935), new InetSocketAddress("::1", 1935));
        assertEquals(List.of(new Address(HERE, Address.Origin.OBSERVED)), Candidates.ofPeer(HERE, reported, ASKER, true, List.of()));
        for (int attempt = 0; attempt < 10; attempt++) {
            assertEquals(new Address(ASKER, Address.Origin.OBSERVED), Candidates.ofAsker(ASKER, reported, HERE, attempt));
        }
    }

    @Test
    public void everyThirdHelloAtMostIsAnsweredWhereTheAskerOnlyPretendsToBe() {
        List<InetSocketAddress> reported = List.of(VICTIM);
        long there = IntStream.range(0, 99).mapToObj(attempt -> Candidates.ofAsker(ASKER, reported, HERE, attempt).socketAddress())
            .filter(VICTIM::equals).count();
        assertEquals(33, there);
        assertEquals("never the first", ASKER, Candidates.ofAsker(ASKER, reported, HERE, 0).socketAddress());
    }

    @Test
    public void ofThousandsNoMoreThanSixteenAreKeptAndNoneThatIsNobodys() {
        Scene scene = new Scene(1, 2, DirectorySettings.DEFAULT);
        Scene.Server server = scene.servers.get(0);
        Scene.Client forger = forger(scene, server);
        List<InetSocketAddress> kept = server.connections.find(forger.id).reportedAddresses();
        assertEquals("addresses of setPeerInfo", 16, kept.size());
        assertTrue(kept.contains(VICTIM));
        assertFalse(kept.stream().anyMatch(address -> address.getAddress().isMulticastAddress() || address.getAddress().isAnyLocalAddress()));
        assertEquals("and nothing is sent to any of them", 0,
            kept.stream().filter(address -> !scene.servers.stream().anyMatch(s -> s.address().equals(address)))
                .mapToLong(address -> scene.network.sent().stream().filter(datagram -> datagram.to().equals(address)).count()).sum());
    }

    @Test
    public void whoLooksForAForgerAsksTheVictimNoOftenerThanTheForgerAndNoServerDoes() {
        for (int owner = 0; owner < 2; owner++) {
            Scene scene = new Scene(1, 2, DirectorySettings.DEFAULT);
            Scene.Client forger = forger(scene, scene.servers.get(owner));
            Scene.Client asker = scene.servers.get(0).client();
            scene.network.cutOff(forger.end.host()); // so that the asker tries for as long as it does
            scene.network.forget();
            asker.reach(forger.id, scene.servers.get(0));
            scene.time.advance(30_000);
            long toVictim = sent(scene, asker.end.host(), VICTIM);
            assertTrue("it is a candidate", toVictim > 0);
            assertTrue(toVictim + " to the victim", toVictim <= sent(scene, asker.end.host(), forger.end.host().address()));
            assertNoServerSendsTo(scene, VICTIM);
            assertTrue("RFC 7016 section 3.5.1.1.1: hellos are repeated ever more slowly", toVictim <= 10);
        }
    }

    @Test
    public void aForgerThatLooksForPeersHasTheVictimSentOneDatagramForThreeHellosOfItsOwn() {
        for (int owner = 0; owner < 2; owner++) {
            Scene scene = new Scene(1, 2, DirectorySettings.DEFAULT);
            Scene.Client peer = scene.servers.get(owner).client();
            Scene.Client forger = forger(scene, scene.servers.get(0));
            // it hears nothing, and so it repeats its hello
            InetSocketAddress deaf = forger.end.host().address();
            scene.network.lose(datagram -> datagram.to().equals(deaf) && !datagram.from().equals(scene.servers.get(0).address()));
            scene.network.forget();
            forger.reach(peer.id, scene.servers.get(0));
            scene.time.advance(30_000);
            long hellos = scene.servers.get(0).count("lookups");
            long toVictims = scene.network.sentBy(peer.end.host()).stream()
                .filter(datagram -> datagram.to().getAddress().getHostAddress().startsWith("198.51.100.")).count();
            assertTrue("it has tried " + hellos + " times", hellos >= 4);
            assertTrue(toVictims + " datagrams for " + hellos + " hellos", toVictims <= hellos / 3);
            assertNoServerSendsTo(scene, VICTIM);
        }
    }

    @Test
    public void aFloodOfHellosOfAForgerIsNoMoreToTheVictimThanForwardsPerPeer() {
        Scene scene = new Scene(1, 1, DirectorySettings.DEFAULT);
        Scene.Server server = scene.servers.get(0);
        Scene.Client peer = server.client();
        Scene.Client forger = forger(scene, server);
        scene.network.forget();
        byte[] tag = new byte[16];
        for (int i = 0; i < 5_000; i++) { // 1,000 a second, each tag again after 0.6 s
            tag[0] = (byte) (i % 600);
            tag[1] = (byte) (i % 600 >> 8);
            server.introducer.route(forger.end.host().address(), FlashDiscriminator.forPeer(peer.id), tag.clone(), false);
            scene.time.advance(1);
        }
        long toVictims = scene.network.sentBy(peer.end.host()).stream()
            .filter(datagram -> datagram.to().getAddress().getHostAddress().startsWith("198.51.100.")).count();
        assertTrue("the forger gets at the victim this way", toVictims > 0);
        assertTrue("forwardsPerPeer, 50 a second and as many at once: " + toVictims, toVictims <= 300);
    }
}
