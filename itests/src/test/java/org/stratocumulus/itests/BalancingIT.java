package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Two linked servers of the packed distribution; all clients are told the first one only. */
public class BalancingIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final int SWAPS = Integer.getInteger("swaps", 10);
    private static final int HANDSHAKES = Integer.getInteger("handshakes", 50);
    /** Of which the streams last this many, and clients connect during half of it; a machine that needs longer does fewer swaps. */
    private static final int SECONDS_PER_SWAP = 4;
    private static final String SPARE = "org.stratocumulus.balancing-round-robin";

    private Nodes nodes;

    @Before
    public void twoLinkedServers() throws Exception {
        nodes = Nodes.start(FOLDER.newFolder().toPath(), "a", "b");
        exec("a", "feature:install stratocumulus-balancing-two-choices");
    }

    @After
    public void leaveNoServerBehind() throws Exception {
        nodes.close();
    }

    @Test
    public void clientsEndUpWhereTheStrategySays() throws Exception {
        String figures = load("connect", "--sessions", "60", "--hold").finish();
        assertTrue(figures, figures.contains("\"connected\":60,\"failed\":0"));
        long here = nodes.counter("a", "balancing.served");
        long there = nodes.counter("b", "balancing.served");
        assertEquals("each is served once", 60, here + there);
        assertEquals("b serves those who were sent and sends nobody on", there, nodes.counter("b", "balancing.arrivals"));
        assertEquals(there, nodes.counter("a", "balancing.redirected"));
        assertTrue(here + " and " + there, here >= 15 && there >= 15);
    }

    /** {@code -Dswaps=100 -Dhandshakes=200} is what two free cores do in some minutes. */
    @Test
    public void strategiesAreSwappedWhileClientsConnectAndStreamAndNothingIsLost() throws Exception {
        int seconds = SECONDS_PER_SWAP * SWAPS;
        exec("a", "cumulus:balancer-use serve-here"); // who streams shall be where the bundles are swapped
        Load streams = load("fanout", "--stream", "news", "--kind", "data", "--subscribers", "99", "--rate", "20", "--size", "300",
            "--duration", "" + seconds);
        await("a", "cumulus:status", status -> Nodes.number(status, "streams.played") == 99);
        exec("a", "cumulus:balancer-use");
        Load connects = load("connect", "--sessions", "" + HANDSHAKES * seconds / 2, "--rate", "" + HANDSHAKES, "--parallel", "50",
            "--timeout", "90");
        String swap = "bundle:install -s mvn:org.stratocumulus/stratocumulus-balancing-round-robin/" + version()
            + "; bundle:update " + SPARE + "; cumulus:balancer-use round-robin; bundle:stop " + SPARE + "; bundle:start " + SPARE
            + "; cumulus:balancer-use; bundle:uninstall " + SPARE;
        int swaps = 0;
        for (; swaps < SWAPS && streams.isRunning(); swaps++) {
            exec("a", swap);
        }
        boolean during = streams.isRunning();
        String connected = connects.finish();
        String streamed = streams.finish();
        System.out.println(swaps + " swaps" + (during ? "" : ", then the streams were over") + ": " + connected + streamed);
        assertTrue("nothing was swapped", swaps > 2);
        assertTrue(connected, connected.contains("\"failed\":0,"));
        assertTrue(streamed, streamed.contains("\"playing\":99,") && streamed.contains("\"lost\":0,"));
        assertTrue(streamed, streamed.contains("\"notSent\":0,") && streamed.contains("\"deaths\":{}"));
        assertTrue(exec("a", "cumulus:balancer-list --no-format").contains("two-choices\tactive"));
    }

    @Test
    public void aDrainedServerSendsItsClientsAwayAndStaysDrainedOverARestart() throws Exception {
        Load held = load("idle", "--sessions", "40", "--duration", "12");
        await("a", "cumulus:status", status -> Nodes.number(status, "balancing.served") > 5);
        exec("a", "cumulus:drain --pace 100/s --deadline 60s");
        await("a", "cumulus:status", status -> status.contains("draining") && status.contains(" 0 clients left"));
        await("b", "cumulus:balancer-explain --no-format 127.0.0.1 /", nodes -> nodes.contains("draining"));
        String figures = load("connect", "--sessions", "10").finish();
        assertTrue("new clients go elsewhere: " + figures, figures.contains("\"connected\":10,\"failed\":0"));
        held.finish();
        nodes.restart("a");
        await("a", "cumulus:status", status -> status.contains("draining"));
        exec("a", "cumulus:undrain");
        String status = await("a", "cumulus:status", s -> !s.contains("draining"));
        assertFalse(status, status.contains("problem"));
    }

    private String exec(String name, String command) throws Exception {
        return nodes.exec(name, command);
    }

    private String await(String name, String command, Predicate<String> condition) throws Exception {
        return nodes.await(name, command, condition);
    }

    private String version() throws IOException {
        try (Stream<Path> versions = Files.list(nodes.home().resolve("system/org/stratocumulus/stratocumulus-balancing-round-robin"))) {
            return versions.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private Load load(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(nodes.home().resolve("bin/rtmfp-load").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--uri", nodes.uri("a")));
        Path output = Files.createTempFile(nodes.home(), "load", ".txt");
        return new Load(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    /** A load generator at work. */
    private record Load(Process process, Path output) {
        boolean isRunning() {
            return process.isAlive();
        }

        String finish() throws IOException, InterruptedException {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end in ten minutes: " + Files.readString(output));
            }
            return Files.readString(output);
        }
    }
}
