package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.Test;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Translator.Kind;
import org.stratocumulus.testkit.VirtualTime;

/** Which translators two peers can pass directly, and with the relay: on one server and on two: all sixteen pairs, as docs/operations.md tables them. */
public class NatTableTest {
    /** Those that cannot be passed: the one is reached only where it has sent to, and the other's port for it cannot be known. */
    private static final Set<List<Kind>> IMPASSABLE = Set.of(List.of(Kind.PORT_RESTRICTED, Kind.SYMMETRIC),
        List.of(Kind.SYMMETRIC, Kind.PORT_RESTRICTED), List.of(Kind.SYMMETRIC, Kind.SYMMETRIC));

    private static String outcome(Kind asker, Kind wanted, RelaySettings settings) {
        Scene scene = new Scene(7, settings);
        return outcome(scene.time, scene.server, scene.peer(asker), scene.peer(wanted));
    }

    private static String acrossServers(Kind asker, Kind wanted, RelaySettings settings) {
        ClusterScene scene = new ClusterScene(7, settings, settings);
        ClusterScene.Node one = scene.nodes.get(0);
        return outcome(scene.time, one.server, one.peer(asker), scene.nodes.get(1).peer(wanted));
    }

    private static String outcome(VirtualTime time, RelayingServer askers, Peer one, Peer two) {
        CompletableFuture<Session> reaching = one.reach(two);
        for (int second = 0; second < 60 && !reaching.isDone(); second++) {
            time.advance(1_000);
        }
        if (!reaching.isDone()) {
            return "none";
        }
        Session session = reaching.join();
        one.say(session, two, "hello");
        one.say(session, two, "again");
        boolean relayed = Scene.PORTS.contains(session.farAddress().getPort());
        assertEquals(relayed, askers.count("forwarded") > 0);
        return relayed ? "relay" : "direct";
    }

    private static Map<List<Kind>, String> table(BiFunction<Kind, Kind, String> outcome) {
        Map<List<Kind>, String> table = new LinkedHashMap<>();
        for (Kind asker : Kind.values()) {
            for (Kind wanted : Kind.values()) {
                table.put(List.of(asker, wanted), outcome.apply(asker, wanted));
            }
        }
        return table;
    }

    private static Map<List<Kind>, String> expected(String otherwise) {
        Map<List<Kind>, String> table = new LinkedHashMap<>();
        for (Kind asker : Kind.values()) {
            for (Kind wanted : Kind.values()) {
                List<Kind> pair = List.of(asker, wanted);
                table.put(pair, IMPASSABLE.contains(pair) ? otherwise : "direct");
            }
        }
        return table;
    }

    @Test
    public void withoutARelayThreePairsDoNotMeet() {
        assertEquals(expected("none"), table((asker, wanted) -> outcome(asker, wanted, RelaySettings.OFF)));
    }

    @Test
    public void withTheRelayAllPairsMeetAndThoseThatNeedItNotUseIt() {
        assertEquals(expected("relay"), table((asker, wanted) -> outcome(asker, wanted, Scene.SETTINGS)));
    }

    @Test
    public void itIsTheSameForPeersOfTwoServers() {
        assertEquals(expected("none"), table((asker, wanted) -> acrossServers(asker, wanted, RelaySettings.OFF)));
        assertEquals(expected("relay"), table((asker, wanted) -> acrossServers(asker, wanted, Scene.SETTINGS)));
    }
}
