package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final String SPARE = "org.stratocumulus.balancing-round-robin";

    private Cumulus cumulus;
    private int port;

    @Before
    public void twoLinkedServers() throws Exception {
        cumulus = Cumulus.unpack(FOLDER.newFolder().toPath());
        port = freeUdpPort();
        int other = freeUdpPort();
        int link = freeTcpPort();
        start("a", port, "servers.port=" + link);
        start("b", other, "servers.targets=127.0.0.1:" + link, "servers.retry=1");
        await("a", "cumulus:balancer-explain --no-format 127.0.0.1 /", nodes -> nodes.contains("127.0.0.1:" + other));
        exec("a", "feature:install stratocumulus-balancing-two-choices");
    }

    @After
    public void leaveNoServerBehind() throws Exception {
        for (String name : List.of("a", "b")) {
            cumulus.run("kill", name).expect(0);
        }
    }

    @Test
    public void clientsEndUpWhereTheStrategySays() throws Exception {
        String figures = load("connect", "--sessions", "60", "--hold").finish();
        assertTrue(figures, figures.contains("\"connected\":60,\"failed\":0"));
        long here = counter("a", "balancing.served");
        long there = counter("b", "balancing.served");
        assertEquals("each is served once", 60, here + there);
        assertEquals("b serves those who were sent and sends nobody on", there, counter("b", "balancing.arrivals"));
        assertEquals(there, counter("a", "balancing.redirected"));
        assertTrue(here + " and " + there, here >= 15 && there >= 15);
    }

    @Test
    public void strategiesAreSwappedWhileClientsConnectAndNobodyIsLost() throws Exception {
        String spare = "mvn:org.stratocumulus/stratocumulus-balancing-round-robin/" + version();
        Load held = load("idle", "--sessions", "50", "--duration", "15");
        Load connects = load("connect", "--sessions", "800", "--rate", "80", "--parallel", "50");
        int swaps = 0;
        for (; swaps < 100 && connects.isRunning(); swaps++) {
            exec("a", "bundle:install -s " + spare + "; bundle:update " + SPARE + "; cumulus:balancer-use round-robin; bundle:stop " + SPARE
                + "; bundle:start " + SPARE + "; cumulus:balancer-use; bundle:uninstall " + SPARE);
        }
        String connected = connects.finish();
        String idle = held.finish();
        System.out.println(swaps + " swaps: " + connected + idle);
        assertTrue("nothing was swapped", swaps > 2);
        assertTrue(connected, connected.contains("\"connected\":800,\"failed\":0"));
        assertTrue(idle, idle.contains("\"connected\":50,\"failed\":0,\"died\":0"));
        assertTrue(exec("a", "cumulus:balancer-list --no-format").contains("two-choices\tactive"));
    }

    @Test
    public void aDrainedServerSendsItsClientsAwayAndStaysDrainedOverARestart() throws Exception {
        Load held = load("idle", "--sessions", "40", "--duration", "12");
        await("a", "cumulus:status", status -> number(status, "balancing.served") > 5);
        exec("a", "cumulus:drain --pace 100/s --deadline 60s");
        await("a", "cumulus:status", status -> status.contains("draining") && status.contains(" 0 clients left"));
        await("b", "cumulus:balancer-explain --no-format 127.0.0.1 /", nodes -> nodes.contains("draining"));
        String figures = load("connect", "--sessions", "10").finish();
        assertTrue("new clients go elsewhere: " + figures, figures.contains("\"connected\":10,\"failed\":0"));
        held.finish();
        cumulus.run("stop", "a").expect(0);
        cumulus.run("start", "a").expect(0);
        await("a", "cumulus:status", status -> status.contains("draining"));
        exec("a", "cumulus:undrain");
        String status = await("a", "cumulus:status", s -> !s.contains("draining"));
        assertFalse(status, status.contains("problem"));
    }

    private void start(String name, int udp, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("start", name, "port=" + udp, "servers.publicAddress=127.0.0.1:" + udp));
        arguments.addAll(List.of(more));
        cumulus.run(arguments.toArray(String[]::new)).expect(0);
    }

    private String exec(String name, String command) throws Exception {
        return cumulus.run("exec", name, command).expect(0).output();
    }

    private String await(String name, String command, Predicate<String> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String printed;
        do {
            printed = exec(name, command);
            if (condition.test(printed)) {
                return printed;
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("not within a minute at " + name + ":\n" + printed);
    }

    private long counter(String name, String counter) throws Exception {
        return number(exec(name, "cumulus:status -a"), counter);
    }

    private static long number(String status, String counter) {
        Matcher line = Pattern.compile("(?m)^ *" + Pattern.quote(counter) + " +(\\d+)$").matcher(status);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private String version() throws IOException {
        try (Stream<Path> versions = Files.list(cumulus.home().resolve("system/org/stratocumulus/stratocumulus-balancing-round-robin"))) {
            return versions.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private Load load(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(cumulus.home().resolve("bin/rtmfp-load").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--uri", "rtmfp://127.0.0.1:" + port + "/app"));
        Path output = Files.createTempFile(cumulus.home(), "load", ".txt");
        return new Load(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    /** A load generator at work. */
    private record Load(Process process, Path output) {
        boolean isRunning() {
            return process.isAlive();
        }

        String finish() throws IOException, InterruptedException {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end in two minutes: " + Files.readString(output));
            }
            return Files.readString(output);
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
