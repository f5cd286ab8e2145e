package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.protocol.Address;

public class CandidatesTest {
    private static final InetSocketAddress ASKER = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress ASKER6 = new InetSocketAddress("2001:db8::1", 4000);
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 5000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.5", 5001);
    private static final InetSocketAddress LOCAL6 = new InetSocketAddress("fd00::5", 5002);
    private static final InetSocketAddress PUBLIC = new InetSocketAddress("203.0.113.6", 5003);
    private static final InetSocketAddress PUBLIC6 = new InetSocketAddress("2001:db8::5", 5004);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 5005);
    private static final List<InetSocketAddress> REPORTED = List.of(PRIVATE, LOCAL6, PUBLIC6, PUBLIC, LOOPBACK);

    private static List<String> ofPeer(InetSocketAddress asker, boolean again, InetSocketAddress... servers) {
        return text(Candidates.ofPeer(PEER, REPORTED, asker, again, List.of(servers)));
    }

    private static List<String> text(List<Address> addresses) {
        return addresses.stream().map(a -> a.origin().code() + " " + a.socketAddress().getPort()).toList();
    }

    @Test
    public void theObservedAddressComesFirstThenReportedOnesOfTheAskersFamily() {
        assertEquals(List.of("2 5000", "1 5003", "1 5004"), ofPeer(ASKER, false));
        assertEquals(List.of("2 5000", "1 5004", "1 5003"), ofPeer(ASKER6, false));
    }

    @Test
    public void privateAddressesAreToldOnRetryAndToWhoShowsTheSamePublicAddress() {
        assertEquals(List.of("2 5000", "1 5001", "1 5003", "1 5002", "1 5004"), ofPeer(ASKER, true));
        assertEquals(List.of("2 5000", "1 5001", "1 5003", "1 5002", "1 5004"),
            ofPeer(new InetSocketAddress(PEER.getAddress(), 7), false));
    }

    @Test
    public void loopbackAddressesAreToldOnTheSameMachineOnly() {
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1);
        assertEquals(List.of("2 9", "1 5005"), text(Candidates.ofPeer(new InetSocketAddress("127.0.0.1", 9), List.of(LOOPBACK), here, false,
            List.of())));
    }

    @Test
    public void serversComeLastWithTheCodeOfAnIntroducer() {
        InetSocketAddress server = new InetSocketAddress("192.0.2.9", 1935);
        assertEquals(List.of("2 5000", "1 5003", "1 5004", "3 1935"), ofPeer(ASKER, false, server, server));
        assertEquals(List.of("3 1935"), text(Candidates.ofServers(List.of(server), List.of(server))));
    }

    @Test
    public void maxAddressesAndNoneTwice() {
        List<InetSocketAddress> many = new ArrayList<>(Collections.nCopies(3, PEER));
        for (int i = 1; i < 20; i++) {
            many.add(new InetSocketAddress("198.51.100." + i, 5000));
        }
        List<Address> told = Candidates.ofPeer(PEER, many, ASKER, false, many);
        assertEquals(Candidates.MAX_ADDRESSES, told.size());
        assertEquals(Candidates.MAX_ADDRESSES, told.stream().map(Address::socketAddress).distinct().count());
        assertEquals(Candidates.MAX_ADDRESSES, Candidates.ofServers(List.of(), many).size());
    }

    private static List<String> replies(InetSocketAddress peer, InetSocketAddress... reported) {
        List<Address> replies = new ArrayList<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            replies.add(Candidates.ofAsker(ASKER, List.of(reported), peer, attempt));
        }
        return text(replies);
    }

    @Test
    public void thePeerIsToldTheObservedAddressTwiceThenEachReportedOneInTurns() {
        assertEquals(List.of("2 4000", "2 4000", "1 5001", "2 4000", "2 4000", "1 5002"), replies(PEER, PRIVATE, LOCAL6));
        assertEquals("same family first", List.of("2 4000", "2 4000", "1 5002", "2 4000", "2 4000", "1 5001"),
            replies(PUBLIC6, PRIVATE, LOCAL6));
    }

    @Test
    public void aPeerBehindTheSamePublicAddressIsToldAReportedOneAtOnce() {
        assertEquals(List.of("1 5001", "2 4000", "1 5002", "2 4000", "1 5001", "2 4000"),
            replies(new InetSocketAddress(ASKER.getAddress(), 9), PRIVATE, LOCAL6));
    }

    @Test
    public void withoutReportedAddressesThereIsTheObservedOne() {
        assertEquals(Collections.nCopies(6, "2 4000"), replies(PEER));
        assertEquals(Collections.nCopies(6, "2 4000"), replies(PEER, ASKER, LOOPBACK));
    }

    @Test
    public void aRelayIsToldBehindTheObservedAddressAndIsNotTheOneThatFindsNoRoom() {
        List<Address> seven = new ArrayList<>();
        for (int port = 1; port <= Candidates.MAX_ADDRESSES; port++) {
            seven.add(new Address(new InetSocketAddress("192.0.2.1", port), Address.Origin.REPORTED));
        }
        assertEquals(List.of("1 1", "3 9", "1 2", "1 3", "1 4", "1 5", "1 6"),
            text(Candidates.withRelay(seven, new InetSocketAddress("192.0.2.9", 9))));
        assertEquals(List.of("3 9"), text(Candidates.withRelay(List.of(), new InetSocketAddress("192.0.2.9", 9))));
    }

    @Test
    public void privateAddressesAreThoseThatTheInternetDoesNotRoute() throws Exception {
        for (String address : List.of("10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255", "169.254.1.1",
            "127.0.0.1", "fc00::1", "fdff::1", "fe80::1", "::1")) {
            assertTrue(address, Candidates.isPrivate(InetAddress.getByName(address)));
        }
        for (String address : List.of("9.255.255.255", "172.32.0.1", "192.169.0.1", "100.63.255.255", "100.128.0.1", "8.8.8.8", "2001:db8::1",
            "fe00::1")) {
            assertFalse(address, Candidates.isPrivate(InetAddress.getByName(address)));
        }
    }
}
