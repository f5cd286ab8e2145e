package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.api.directory.OwnerListener;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;

/** The asker's server against owners and a directory of the test's own. */
public class OtherServersTest {
    private static final InetSocketAddress ASKER = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 5000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.5", 5000);
    private static final InetSocketAddress OWNER = new InetSocketAddress("192.0.2.9", 1935);
    private static final InetSocketAddress PLAIN = new InetSocketAddress("192.0.2.10", 1935);
    private static final PeerId WANTED = new PeerId(1, 2, 3, 4);

    private long now = 100_000;
    private final SeededHash hash = new SeededHash(7);
    private final RendezvousCounters counters = new RendezvousCounters();
    private final ServerAddresses addresses = new ServerAddresses(Runnable::run);
    private final LinkBudget perServer = new LinkBudget(100_000);
    private final PeerOwners directories = new PeerOwners();
    private final OtherServers others = new OtherServers(() -> now, directories, new RecentLookups(hash, Introducer.ATTEMPT_MILLIS),
        new RecentLookups(hash, Introducer.UNKNOWN_MILLIS), new PeerBudget(hash, 1_000_000), perServer, new SearchBudget(hash), addresses,
        new LentWays(address -> null, new LastResort(), () -> now), counters);
    private final List<LinkMessage.Lookup> lookups = new ArrayList<>();
    private final List<ServerNode> asked = new ArrayList<>();
    private final List<ServerNode> owners = new ArrayList<>();
    private CompletableFuture<List<ServerNode>> finding = CompletableFuture.completedFuture(List.of());
    private int searches;
    private boolean complete;
    private SendResult sending = SendResult.QUEUED;
    private boolean connected = true;

    private ServerNode server(String id, InetSocketAddress address) {
        ServerNode[] self = new ServerNode[1];
        self[0] = (ServerNode) Proxy.newProxyInstance(ServerNode.class.getClassLoader(), new Class<?>[] {ServerNode.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "nodeId" -> id;
                case "publicAddresses" -> List.of(address.getAddress().getHostAddress() + ":" + address.getPort());
                case "isConnected" -> connected;
                case "send" -> {
                    asked.add(self[0]);
                    AmfByteArray bytes = (AmfByteArray) ((AmfValue[]) arguments[1])[0];
                    lookups.add((LinkMessage.Lookup) LinkMessage.decode(bytes.bytes()));
                    yield sending;
                }
                case "hashCode" -> id.hashCode();
                case "equals" -> proxy == arguments[0];
                case "toString" -> id;
                default -> throw new AssertionError("not expected: " + method);
            });
        addresses.connected(self[0]);
        return self[0];
    }

    private final OwnedIds<PeerId> directory = new OwnedIds<>() {
        @Override
        public void own(PeerId id) {
            throw new AssertionError("not here");
        }

        @Override
        public void disown(PeerId id) {
            throw new AssertionError("not here");
        }

        @Override
        public List<ServerNode> known(PeerId id) {
            return id.equals(WANTED) ? List.copyOf(owners) : List.of();
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public CompletionStage<List<ServerNode>> find(PeerId id) {
            searches++;
            return finding;
        }

        @Override
        public AutoCloseable watch(PeerId id, OwnerListener listener) {
            throw new AssertionError("not here");
        }
    };

    private HelloDecision hello(int tag) {
        return hello(tag, null);
    }

    private HelloDecision hello(int tag, PeerId asker) {
        directories.directory(directory);
        return others.lookup(new Hello(ASKER, new byte[] {0x22, 0x21, 0x0f}, WANTED, new byte[] {(byte) tag}),
            new Asker(asker, List.of(PRIVATE)), List.of());
    }

    private static LinkMessage.Answer here(int number, boolean keep) {
        return new LinkMessage.Answer(number, LinkMessage.Status.HERE, keep, List.of(new Address(PEER, Address.Origin.OBSERVED),
            new Address(PRIVATE, Address.Origin.REPORTED)));
    }

    private static HelloDecision told(Address... some) {
        return new HelloDecision.Redirect(List.of(some));
    }

    private static Address server(InetSocketAddress address) {
        return new Address(address, Address.Origin.RELAY);
    }

    private static HelloDecision outcome(HelloDecision decision) {
        return decision instanceof HelloDecision.Later later ? later.decision().toCompletableFuture().join() : decision;
    }

    private long count(String counter) {
        return counters.snapshot().get("rendezvous." + counter);
    }

    @Test
    public void theOwnerIsAskedWithAllThatItNeedsAndItsAnswerIsTheAskers() {
        owners.add(server("one", OWNER));
        HelloDecision decision = hello(1);
        LinkMessage.Lookup lookup = lookups.get(0);
        assertEquals(List.of(ASKER, WANTED, List.of(PRIVATE), 0), List.of(lookup.hello().from(), lookup.hello().wanted(), lookup.reported(),
            lookup.attempt()));
        others.answered(owners.get(0), here(lookup.number(), true));
        assertEquals("its private address cannot help yet", told(new Address(PEER, Address.Origin.OBSERVED)), outcome(decision));
    }

    @Test
    public void nobodyButTheOneThatWasAskedMayAnswerAndOnlyOnce() {
        owners.add(server("one", OWNER));
        ServerNode stranger = server("two", OWNER);
        HelloDecision.Later decision = (HelloDecision.Later) hello(1);
        others.answered(stranger, here(lookups.get(0).number(), true));
        others.answered(owners.get(0), here(lookups.get(0).number() + 1, true));
        assertFalse(decision.decision().toCompletableFuture().isDone());
        others.answered(owners.get(0), here(lookups.get(0).number(), true));
        others.answered(owners.get(0), here(lookups.get(0).number(), true));
        assertEquals(1, count("remote-introduced"));
    }

    @Test
    public void anAnswerIsKeptForKeepMillisUnlessTheOwnerSaysThatItIsNotForAll() {
        owners.add(server("one", OWNER));
        for (boolean keep : List.of(false, true)) {
            HelloDecision first = hello(keep ? 1 : 2);
            others.answered(owners.get(0), here(lookups.get(lookups.size() - 1).number(), keep));
            outcome(first);
            HelloDecision second = hello(3);
            assertEquals(keep, second instanceof HelloDecision.Redirect);
            assertEquals("forwarded all the same, without an answer if it is kept", keep, lookups.get(lookups.size() - 1).number() == 0);
        }
        now += RecentAnswers.KEEP_MILLIS;
        assertTrue(hello(4) instanceof HelloDecision.Later);
    }

    @Test
    public void whatIsKeptGoesWithTheOwnersLink() {
        owners.add(server("one", OWNER));
        hello(1);
        others.answered(owners.get(0), here(lookups.get(0).number(), true));
        connected = false;
        sending = SendResult.NOT_CONNECTED;
        assertEquals("and nobody is sent to it", HelloDecision.IGNORE, outcome(hello(2)));
    }

    @Test
    public void anOwnerThatIsSilentOrCannotBeAskedIsWhatTheAskerIsToldOneThatIsLostIsNot() {
        owners.add(server("one", OWNER));
        HelloDecision waiting = hello(1);
        now += PendingLookups.ANSWER_MILLIS - 1;
        others.tick();
        assertEquals(0, count("remote-unanswered"));
        now += 1;
        others.tick();
        assertEquals(told(server(OWNER)), outcome(waiting));
        sending = SendResult.QUEUE_FULL;
        assertEquals(told(server(OWNER)), outcome(hello(2)));
        sending = SendResult.QUEUED;
        HelloDecision lost = hello(3);
        connected = false;
        others.tick();
        assertEquals("at once", HelloDecision.IGNORE, outcome(lost));
    }

    @Test
    public void lookupsBeyondMaxPendingAreAnsweredWithTheOwnerItself() {
        owners.add(server("one", OWNER));
        for (int i = 0; i < PendingLookups.MAX_PENDING; i++) {
            assertTrue(hello(i) instanceof HelloDecision.Later);
        }
        assertEquals(told(server(OWNER)), hello(1));
        assertEquals(PendingLookups.MAX_PENDING, lookups.size());
    }

    @Test
    public void ofSeveralOwnersEachAttemptAsksAnother() {
        owners.add(server("one", OWNER));
        owners.add(server("two", OWNER));
        for (int i = 0; i < 4; i++) {
            hello(1);
            now += 1_500;
        }
        assertEquals(List.of(owners.get(0), owners.get(1), owners.get(0), owners.get(1)), asked);
    }

    @Test
    public void aPeerThatIsNotWhereItWasSaidToBeIsAnsweredForByNobody() {
        owners.add(server("one", OWNER));
        for (LinkMessage.Status status : List.of(LinkMessage.Status.NOT_HERE, LinkMessage.Status.REFUSED)) {
            HelloDecision decision = hello(status.ordinal());
            others.answered(owners.get(0), new LinkMessage.Answer(lookups.get(lookups.size() - 1).number(), status, true, List.of()));
            assertEquals(HelloDecision.IGNORE, outcome(decision));
        }
        assertEquals(List.of(1L, 1L), List.of(count("unknown"), count("refused")));
    }

    @Test
    public void aPeerThatNobodyKnowsMayBeOnAServerWithoutADirectory() {
        assertEquals(HelloDecision.IGNORE, hello(1));
        ServerNode plain = server("", PLAIN);
        now += Introducer.UNKNOWN_MILLIS;
        assertEquals("a C++ CumulusServer", told(server(PLAIN)), hello(2));
        addresses.disconnected(plain);
        assertEquals(HelloDecision.IGNORE, hello(3));
        assertTrue(lookups.isEmpty());
    }

    @Test
    public void homesAreNotAskedAgainForAnUnknownPeerForUnknownMillis() {
        for (int i = 0; i < 10; i++) {
            hello(i);
        }
        assertEquals(1, searches);
        now += Introducer.UNKNOWN_MILLIS;
        hello(1);
        assertEquals(2, searches);
    }

    @Test
    public void aClientThatAsksAgainIsSearchedForAgain() {
        hello(1, new PeerId(5, 6, 7, 8));
        hello(1, new PeerId(5, 6, 7, 8));
        assertEquals(2, searches);
    }

    @Test
    public void whenStrangersHaveHadTheirSearchesNobodyIsAskedForThemAndNobodyIsTakenForUnknown() {
        finding = new CompletableFuture<>();
        while (count("searches-limited") == 0) {
            hello(1);
        }
        assertEquals("SearchBudget.OF_STRANGERS", SearchBudget.OF_STRANGERS, searches);
        hello(1, new PeerId(5, 6, 7, 8));
        assertEquals("a client's are its own", SearchBudget.OF_STRANGERS + 1, searches);
        assertEquals(0, count("unknown"));
    }

    @Test
    public void aDirectoryThatIsCompleteIsNotSearched() {
        complete = true;
        assertEquals(HelloDecision.IGNORE, hello(1));
        assertEquals(List.of(0L, 1L), List.of((long) searches, count("unknown")));
    }

    @Test
    public void anOwnerThatHomesNameIsAskedThen() {
        finding = new CompletableFuture<>();
        HelloDecision decision = hello(1);
        assertTrue(lookups.isEmpty());
        ServerNode owner = server("one", OWNER);
        finding.complete(List.of(owner));
        others.answered(owner, here(lookups.get(0).number(), true));
        assertEquals(told(new Address(PEER, Address.Origin.OBSERVED)), outcome(decision));
    }

    @Test
    public void oneServerIsAskedNoMoreThanItsShare() {
        owners.add(server("one", OWNER));
        perServer.rate(10);
        for (int i = 0; i < 50; i++) {
            hello(i);
        }
        assertEquals(10, lookups.size());
        assertEquals(40, count("remote-limited"));
        now += 1_000;
        hello(1);
        assertEquals(11, lookups.size());
    }
}
