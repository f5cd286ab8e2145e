package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Three servers of the packed distribution, linked over loopback and changed in the console. */
public class ServersIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Map<String, Integer> PORTS = new TreeMap<>();
    private static Cumulus cumulus;

    @BeforeClass
    public static void unpack() throws Exception {
        cumulus = Cumulus.unpack(FOLDER.newFolder("servers").toPath());
        for (String name : List.of("a", "b", "c", "d", "e")) {
            PORTS.put(name, freePort());
        }
    }

    @After
    public void leaveNoServerBehind() throws Exception {
        for (String name : PORTS.keySet()) {
            if (Files.exists(cumulus.home().resolve("instances").resolve(name).resolve("etc"))) {
                cumulus.run("kill", name).expect(0);
            }
        }
    }

    @Test
    public void serversMeetMissAKilledOneAndTakeNewSettingsWhileTheyRun() throws Exception {
        start("a");
        start("b", "servers.targets=" + target("a") + "?zone=eu%20west");
        start("c", "servers.targets=" + target("a"));
        for (String name : List.of("a", "b", "c")) {
            await(name, list -> up(list) == 2);
        }
        assertTrue(exec("a", "cumulus:server-show 127.0.0.1:" + rtmfp("b")).contains("{zone=eu west}"));

        cumulus.run("kill", "c").expect(0);
        await("a", list -> up(list) == 1);
        await("b", list -> up(list) == 1);
        cumulus.run("start", "c").expect(0);
        await("a", list -> up(list) == 2);

        exec("b", "cumulus:server-remove " + target("a"));
        exec("b", "config:property-set -p org.stratocumulus.servers servers.port 70000");
        String list = await("b", l -> l.contains("problem: servers.port"));
        assertTrue(list, list.contains("servers.port = 70000: not a whole number from 0 to 65535; " + PORTS.get("b") + " stays in force"));
        assertTrue(list, list.contains("listening on *:" + PORTS.get("b")));
        exec("b", "cumulus:server-add nowhere.invalid:1");
        await("b", l -> l.contains("problem: servers.targets = nowhere.invalid:1: "));

        exec("a", "bundle:stop org.stratocumulus.cluster-link");
        assertTrue("without it a is a complete single server", exec("a", "cumulus:status -q").contains("listening"));
        await("b", l -> up(l) == 1);
        exec("a", "bundle:start org.stratocumulus.cluster-link");
        await("a", l -> up(l) == 2);
    }

    @Test
    public void aCumulusServerIniDroppedIntoEtcIsTakenOver() throws Exception {
        start("d");
        start("e");
        assertEquals(0, up(exec("e", "cumulus:server-list --no-format")));
        Path ini = cumulus.home().resolve("instances/e/etc/CumulusServer.ini");
        Files.writeString(ini, "[servers]\ntargets = " + target("d") + "?name=master; 127.0.0.1\n[smtp]\nhost = localhost\n");
        String list = await("e", l -> up(l) == 1);
        assertTrue(list, list.contains("problem: servers.targets = 127.0.0.1: not host:port"));
        assertTrue(Files.exists(ini.resolveSibling("CumulusServer.ini.imported")));
        assertTrue(cumulus.run("log", "e").output().contains("smtp.host: no counterpart"));
    }

    private static void start(String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("start", name, "port=0", "servers.port=" + PORTS.get(name),
            "servers.publicAddress=127.0.0.1:" + rtmfp(name), "servers.retry=1"));
        arguments.addAll(List.of(more));
        cumulus.run(arguments.toArray(String[]::new)).expect(0);
    }

    /** Only announced here, never listened on. */
    private static int rtmfp(String name) {
        return 20_000 + name.charAt(0);
    }

    private static String target(String name) {
        return "127.0.0.1:" + PORTS.get(name);
    }

    private static long up(String list) {
        return list.lines().filter(line -> line.matches("(target|initiator).*\\tup\\s.*")).count();
    }

    private static String exec(String name, String command) throws Exception {
        return cumulus.run("exec", name, command).expect(0).output();
    }

    private static String await(String name, Predicate<String> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String list;
        do {
            list = exec(name, "cumulus:server-list --no-format");
            if (condition.test(list)) {
                return list;
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("not within a minute at " + name + ":\n" + list);
    }

    /** A TCP port that nobody uses. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
