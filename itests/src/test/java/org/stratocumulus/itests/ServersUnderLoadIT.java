package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stratocumulus.client.ClientOptions;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.RtmfpClient;
import org.stratocumulus.session.CloseReason;

/** {@code servers.*} of a server is edited in every way there is while 100 clients are connected to it and two of them publish and play. */
public class ServersUnderLoadIT {
    private static final int OTHERS = 98;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<Integer> linkPorts = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private Cumulus cumulus;
    private RtmfpClient clients;
    private Broadcast broadcast;

    @Before
    public void threeServersAndAHundredSessionsOnTheFirst() throws Exception {
        cumulus = Cumulus.unpack(folder.getRoot().toPath().resolve("servers"));
        int rtmfp = Server.freePort();
        for (String name : NAMES) {
            linkPorts.add(ServersIT.freePort());
            cumulus.run("start", name, "port=" + (name.equals("a") ? rtmfp : 0), "servers.port=" + linkPorts.get(linkPorts.size() - 1),
                "servers.peerExchange=false", "servers.retry=1", "streams.audioMillis=60000", "streams.videoMillis=60000").expect(0);
        }
        String uri = "rtmfp://127.0.0.1:" + rtmfp + "/";
        clients = RtmfpClient.open(ClientOptions.DEFAULT);
        List<CompletableFuture<NetConnection>> connecting = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            connecting.add(clients.connect(uri, new NetConnectionListener() {
                @Override
                public void closed(NetConnection of, CloseReason reason) {
                    closed.incrementAndGet();
                }
            }));
        }
        for (CompletableFuture<NetConnection> connection : connecting) {
            Patience.await(connection);
        }
        broadcast = new Broadcast(uri);
        broadcast.goesOn();
    }

    @After
    public void leaveNothingBehind() {
        if (broadcast != null) {
            broadcast.close();
        }
        if (clients != null) {
            clients.close();
        }
        cumulus.killServers();
    }

    @Test
    public void linksComeAndGoAsConfiguredAndClientsLoseNothing() throws Exception {
        set("servers.targets " + target(1));
        goesOnWhen("b is added with a single command", list -> up(list) == 1);
        exec("config:edit org.stratocumulus.servers; config:property-set servers.targets '" + target(1) + ";" + target(2)
            + "?zone=eu'; config:update");
        goesOnWhen("c is added in an edit of its own", list -> up(list) == 2);
        int port = ServersIT.freePort();
        set("servers.port " + port);
        goesOnWhen("the listener moves and the links stay", list -> up(list) == 2 && list.contains("listening on *:" + port));
        set("servers.port 70000");
        goesOnWhen("a port that is none is refused", list -> up(list) == 2 && list.contains("listening on *:" + port)
            && list.contains("servers.port = 70000: not a whole number from 0 to 65535; " + port + " stays in force"));
        set("servers.port 0");
        goesOnWhen("the listener closes and the links stay", list -> up(list) == 2 && list.contains("no listener"));
        cumulus.run("kill", "b").expect(0);
        goesOnWhen("b is killed", list -> up(list) == 1);
        set("servers.targets 'nowhere.invalid:1, 127.0.0.1, " + target(2) + "'");
        goesOnWhen("of three targets one is not there and one is none", list -> up(list) == 1
            && list.contains("servers.targets = 127.0.0.1: not host:port") && list.contains("'nowhere.invalid' does not resolve"));
        Path file = cumulus.home().resolve("instances/a/etc/org.stratocumulus.servers.cfg");
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^servers\\.targets *=.*(\\\\\\R.*)*$", "servers.targets ="));
        goesOnWhen("the file is edited and has no targets", list -> up(list) == 0 && !list.contains("problem:"));
        assertEquals("sessions that were lost", 0, closed.get());
        assertEquals(OTHERS + 2, exec("cumulus:session-list --no-format").lines().filter(line -> line.contains("\tOPEN")).count());
        System.out.println("the longest gap between two messages of a stream: " + broadcast.longestGap() + " ms");
    }

    private void set(String keyAndValue) throws Exception {
        exec("config:property-set -p org.stratocumulus.servers " + keyAndValue);
    }

    private void goesOnWhen(String what, Predicate<String> condition) throws Exception {
        String[] list = {""};
        try {
            Patience.await(what, () -> {
                list[0] = exec("cumulus:server-list --no-format");
                return condition.test(list[0]);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + list[0], e);
        }
        broadcast.goesOn();
        assertTrue(what, closed.get() == 0);
    }

    private String exec(String command) throws Exception {
        return cumulus.run("exec", "a", command).expect(0).output();
    }

    private String target(int server) {
        return "127.0.0.1:" + linkPorts.get(server);
    }

    private static long up(String list) {
        return list.lines().filter(line -> line.matches("(target|initiator).*\\tup\\s.*")).count();
    }
}
