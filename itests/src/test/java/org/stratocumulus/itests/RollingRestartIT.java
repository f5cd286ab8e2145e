package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Three linked servers are restarted one after the other; their clients know the first one and come back whenever they are sent away. */
public class RollingRestartIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final int CLIENTS = 40;
    private static final int PACE = 10;
    /** How long the others have to hear of it before the first client is sent away. */
    private static final long HEAD_START_MILLIS = 2000;

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Long> sentAway = new CopyOnWriteArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private volatile boolean told = true;

    /** Connects again as soon as its connection has ended. */
    private final class Returner implements AutoCloseable {
        private final Guest guest = new Guest() {
            @Override
            void ended() {
                if (!leaves) {
                    sentAway.add(System.nanoTime());
                    told &= statuses.contains("NetConnection.Connect.Closed");
                    statuses.clear();
                    connected.decrementAndGet();
                    comeBack();
                }
            }
        };
        private final String uri;
        private volatile boolean leaves;

        Returner(String uri) throws Exception {
            this.uri = uri;
            guest.connect(uri);
            connected.incrementAndGet();
        }

        private void comeBack() {
            guest.begin(uri).whenComplete((connection, failure) -> {
                if (failure == null) {
                    connected.incrementAndGet();
                } else if (!leaves) {
                    refused.add(failure.toString());
                }
            });
        }

        @Override
        public void close() {
            leaves = true;
            guest.close();
        }
    }

    @Test
    public void nobodyIsRefusedNobodyComesBackFasterThanThePaceAndEverythingIsBackAtTheEnd() throws Exception {
        List<Returner> clients = new ArrayList<>();
        List<String> names = List.of("a", "b", "c");
        try (Nodes nodes = Nodes.start(FOLDER.newFolder().toPath(), "a", "b", "c")) {
            for (String name : names) {
                nodes.exec(name, "feature:install stratocumulus-balancing-two-choices");
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Returner(nodes.uri("a")));
            }
            for (String name : names) {
                restart(nodes, name, names.stream().filter(other -> !other.equals(name)).toList());
            }
            assertEquals(List.of(), refused);
            long sessions = 0;
            for (String name : names) {
                String status = nodes.await(name, "cumulus:status", printed -> !printed.contains("draining"));
                assertTrue(status, status.contains("listening") && !status.contains("problem"));
                sessions += nodes.sessions(name);
            }
            assertEquals(CLIENTS, sessions);
            clients.forEach(Returner::close);
        } finally {
            clients.forEach(Returner::close);
        }
    }

    private void restart(Nodes nodes, String name, List<String> others) throws Exception {
        long here = nodes.sessions(name);
        sentAway.clear();
        long ordered = System.nanoTime();
        nodes.exec(name, "cumulus:drain --pace " + PACE + "/s --deadline 10m");
        nodes.await(name, "cumulus:status", status -> status.contains(" 0 clients left"));
        Patience.await("all are back, refused: " + refused, () -> connected.get() == CLIENTS || !refused.isEmpty());
        assertEquals(List.of(), refused);
        assertEquals("everybody was sent away once", here, sentAway.size());
        assertTrue("and was told so before", told);
        for (int i = 0; i < sentAway.size(); i++) {
            long millis = TimeUnit.NANOSECONDS.toMillis(sentAway.get(i) - ordered);
            assertTrue("client " + i + " after " + millis + " ms", millis >= HEAD_START_MILLIS + i * 1000L / PACE);
        }
        System.out.printf("%s: %d clients sent away within %d ms at %d/s%n", name, here,
            here == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(sentAway.get(sentAway.size() - 1) - sentAway.get(0)), PACE);
        nodes.restart(name);
        for (String other : others) {
            awaitVerdict(nodes, other, name, "draining"); // it comes back as it went
        }
        nodes.exec(name, "cumulus:undrain");
        for (String other : others) {
            awaitVerdict(nodes, other, name, "open");
        }
    }

    /** Until a node says this of another one. */
    private static void awaitVerdict(Nodes nodes, String of, String about, String verdict) throws Exception {
        nodes.await(of, "cumulus:balancer-explain --no-format 127.0.0.1 /", explained -> explained.lines()
            .anyMatch(line -> line.contains("127.0.0.1:" + nodes.port(about)) && line.contains("\t" + verdict)));
    }
}
