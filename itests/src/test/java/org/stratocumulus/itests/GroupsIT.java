package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.ClientOptions;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.NetGroup;
import org.stratocumulus.client.NetGroupListener;
import org.stratocumulus.client.PeerListener;
import org.stratocumulus.client.RtmfpClient;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;

/** One NetGroup on three servers of the packed distribution: what its members are told connects them, whoever comes and goes. */
public class GroupsIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final GroupId GROUP = GroupId.ofSpecifier("G:itest");
    private static final int HUNDRED = 100;
    private static final Map<String, Integer> PORTS = new TreeMap<>();
    private static final Map<String, Integer> LINKS = new TreeMap<>();
    private static Cumulus cumulus;

    private final List<Member> members = Collections.synchronizedList(new ArrayList<>());

    /** A client of one server, and whom it was told of. */
    private final class Member implements NetGroupListener {
        private final String server;
        private final NetConnection connection;
        private final Set<PeerId> told = ConcurrentHashMap.newKeySet();

        private Member(String server, NetConnection connection) {
            this.server = server;
            this.connection = connection;
            connection.peers().listener(new PeerListener() { }); // it answers peers
        }

        private PeerId id() {
            return connection.peers().nearId();
        }

        private void join() {
            members.add(this);
            connection.join(GROUP, this);
        }

        private void leave() {
            members.remove(this);
            connection.close();
        }

        @Override
        public void introduced(NetGroup group, PeerId member) {
            told.add(member);
        }
    }

    @BeforeClass
    public static void start() throws Exception {
        cumulus = Cumulus.unpack(FOLDER.newFolder("servers").toPath());
        for (String name : List.of("a", "b", "c")) {
            PORTS.put(name, Server.freePort());
            LINKS.put(name, Server.freePort());
        }
        for (String name : PORTS.keySet()) {
            String target = "127.0.0.1:" + LINKS.get(name.equals("a") ? "b" : "a");
            cumulus.run("start", name, "port=" + PORTS.get(name), "servers.port=" + LINKS.get(name), "servers.targets=" + target,
                "servers.retry=1").expect(0);
        }
        for (String name : PORTS.keySet()) {
            Patience.await("the links of " + name, () -> exec(name, "cumulus:server-list --no-format").lines()
                .filter(line -> line.matches("(target|initiator).*\\tup\\s.*")).count() == 2);
        }
    }

    @AfterClass
    public static void stop() {
        cumulus.killServers();
    }

    @Test
    public void threeHundredMembersOnThreeServersAreOneWhoeverComesAndGoes() throws Exception {
        ClientOptions quick = ClientOptions.DEFAULT.withCrypto(FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024));
        try (RtmfpClient client = RtmfpClient.open(quick)) {
            connect(client, 2 * HUNDRED).forEach(Member::join);
            awaitOne("200 have joined");
            List<Member> more = connect(client, HUNDRED);
            more.forEach(Member::join);
            awaitOne("100 more have joined at once");
            for (String name : PORTS.keySet()) {
                Patience.await(name + " knows of all", () -> exec(name, "cumulus:group-list --no-format").matches(
                    "(?s).*" + GROUP.toString().substring(0, 12) + "\\s+100\\s+200\\s+3\\s+0\\s.*"));
            }
            String shown = exec("a", "cumulus:group-show -n 4 " + GROUP.toString().substring(0, 8));
            assertTrue(shown, shown.contains("on other servers   200") && shown.contains("127.0.0.1:"));
            assertMembersReachThoseOnOtherServers();
            List.copyOf(members).subList(0, HUNDRED).forEach(Member::leave);
            awaitOne("100 have left at once");
            members.removeIf(member -> member.server.equals("c"));
            cumulus.run("kill", "c").expect(0);
            awaitOne("a server was killed");
            Patience.await("a knows", () -> exec("a", "cumulus:group-list --no-format").matches("(?s).*\\s2\\s+0\\s.*"));
            assertNobodyWhoIsGone(client);
        }
    }

    /** For any two servers, a member of one opens a session with a member of the other that it was told of. */
    private void assertMembersReachThoseOnOtherServers() throws Exception {
        Map<PeerId, String> servers = new HashMap<>();
        List<Member> all = List.copyOf(members);
        all.forEach(member -> servers.put(member.id(), member.server));
        Set<String> reached = new HashSet<>();
        for (Member member : all) {
            for (PeerId other : member.told) {
                if (!member.server.equals(servers.get(other)) && reached.add(member.server + servers.get(other))) {
                    Patience.await(member.connection.peers().connect(other));
                }
            }
        }
        assertEquals(Set.of("ab", "ac", "ba", "bc", "ca", "cb"), reached);
    }

    /** A newcomer of a server that is left is told of members, and of nobody else. */
    private void assertNobodyWhoIsGone(RtmfpClient client) throws Exception {
        NetConnection connection = Patience.await(client.connect(uri("a"), NetConnectionListener.NONE));
        Member newcomer = new Member("a", connection);
        newcomer.join();
        Patience.await("the newcomer is told of members", () -> newcomer.told.size() > 2);
        Set<PeerId> all = new HashSet<>();
        List.copyOf(members).forEach(member -> all.add(member.id()));
        assertTrue(newcomer.told + " of " + all, all.containsAll(newcomer.told));
    }

    private List<Member> connect(RtmfpClient client, int count) throws Exception {
        List<String> names = List.copyOf(PORTS.keySet());
        List<CompletableFuture<Member>> connecting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = names.get((members.size() + i) % names.size());
            connecting.add(client.connect(uri(name), NetConnectionListener.NONE)
                .thenApply(connection -> new Member(name, connection)));
        }
        List<Member> connected = new ArrayList<>();
        for (CompletableFuture<Member> member : connecting) {
            connected.add(Patience.await(member));
        }
        return connected;
    }

    /** Waits until every member is reached from the first by what members were told, with nobody in between who has left. */
    private void awaitOne(String what) throws Exception {
        long start = System.nanoTime();
        Patience.await(what + ", and all hang together", () -> reached() == members.size());
        System.out.println(what + ": " + members.size() + " members are one after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private int reached() {
        Map<PeerId, Set<PeerId>> known = new HashMap<>();
        List<Member> all = List.copyOf(members);
        all.forEach(member -> known.put(member.id(), new HashSet<>()));
        for (Member member : all) {
            member.told.stream().filter(known::containsKey).forEach(other -> {
                known.get(member.id()).add(other);
                known.get(other).add(member.id());
            });
        }
        Set<PeerId> reached = new HashSet<>();
        Deque<PeerId> next = new ArrayDeque<>(List.of(all.get(0).id()));
        while (!next.isEmpty()) {
            PeerId peer = next.poll();
            if (reached.add(peer)) {
                next.addAll(known.get(peer));
            }
        }
        return reached.size();
    }

    private static String uri(String server) {
        return "rtmfp://127.0.0.1:" + PORTS.get(server) + "/meeting";
    }

    private static String exec(String name, String command) throws Exception {
        return cumulus.run("exec", name, command).expect(0).output();
    }
}
