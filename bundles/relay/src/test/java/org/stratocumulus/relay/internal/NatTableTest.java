package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Translator.Kind;

/** Which translators two peers can pass directly, and with the relay: all sixteen pairs, as docs/operations.md tables them. */
public class NatTableTest {
    /** Those that cannot be passed: the one is reached only where it has sent to, and the other's port for it cannot be known. */
    private static final Set<List<Kind>> IMPASSABLE = Set.of(List.of(Kind.PORT_RESTRICTED, Kind.SYMMETRIC),
        List.of(Kind.SYMMETRIC, Kind.PORT_RESTRICTED), List.of(Kind.SYMMETRIC, Kind.SYMMETRIC));

    private static String outcome(Kind asker, Kind wanted, RelaySettings settings, Conditions conditions) {
        Scene scene = new Scene(7, settings);
        scene.network.conditions(conditions);
        Peer one = scene.peer(asker);
        Peer two = scene.peer(wanted);
        CompletableFuture<Session> reaching = one.reach(two);
        for (int second = 0; second < 60 && !reaching.isDone(); second++) {
            scene.time.advance(1_000);
        }
        if (!reaching.isDone()) {
            return "none";
        }
        Session session = reaching.join();
        one.say(session, two, "hello");
        one.say(session, two, "again");
        boolean relayed = Scene.PORTS.contains(session.farAddress().getPort());
        assertEquals(relayed, scene.count("forwarded") > 0);
        return relayed ? "relay" : "direct";
    }

    private static Map<List<Kind>, String> table(RelaySettings settings, Conditions conditions) {
        Map<List<Kind>, String> table = new LinkedHashMap<>();
        for (Kind asker : Kind.values()) {
            for (Kind wanted : Kind.values()) {
                table.put(List.of(asker, wanted), outcome(asker, wanted, settings, conditions));
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
        assertEquals(expected("none"), table(RelaySettings.OFF, Conditions.GOOD));
    }

    @Test
    public void withTheRelayAllPairsMeetAndThoseThatNeedItNotUseIt() {
        assertEquals(expected("relay"), table(Scene.SETTINGS, Conditions.GOOD));
    }
}
