package org.stratocumulus.itests;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers of the packed distribution, linked over loopback; all find each other through the first one. */
final class Nodes implements AutoCloseable {
    private final Cumulus cumulus;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Nodes(Cumulus cumulus) {
        this.cumulus = cumulus;
    }

    /** Starts them, and waits until each knows where all are. @param folder that is empty */
    static Nodes start(Path folder, String... names) throws Exception {
        Nodes nodes = new Nodes(Cumulus.unpack(folder));
        try {
            int first = freeTcpPort();
            for (String name : names) {
                if (name.equals(names[0])) {
                    nodes.start(name, "servers.port=" + first, "servers.retry=1");
                } else {
                    nodes.start(name, "servers.port=" + freeTcpPort(), "servers.targets=127.0.0.1:" + first, "servers.retry=1");
                }
            }
            for (String name : names) {
                nodes.await(name, "cumulus:balancer-explain --no-format 127.0.0.1 /",
                    explained -> nodes.ports.values().stream().allMatch(port -> explained.contains("127.0.0.1:" + port)));
            }
            return nodes;
        } catch (Exception e) {
            nodes.close();
            throw e;
        }
    }

    private void start(String name, String... more) throws Exception {
        int port = freeUdpPort();
        ports.put(name, port);
        List<String> arguments = new ArrayList<>(List.of("start", name, "port=" + port, "servers.publicAddress=127.0.0.1:" + port));
        arguments.addAll(List.of(more));
        cumulus.run(arguments.toArray(String[]::new)).expect(0);
    }

    Path home() {
        return cumulus.home();
    }

    int port(String name) {
        return ports.get(name);
    }

    String uri(String name) {
        return "rtmfp://127.0.0.1:" + port(name) + "/app";
    }

    void restart(String name) throws Exception {
        cumulus.run("stop", name).expect(0);
        cumulus.run("start", name).expect(0);
    }

    /** Runs a console command. @return what it printed */
    String exec(String name, String command) throws Exception {
        return cumulus.run("exec", name, command).expect(0).output();
    }

    /** Until what the command prints is as wanted. */
    String await(String name, String command, Predicate<String> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        String printed;
        do {
            printed = exec(name, command);
            if (condition.test(printed)) {
                return printed;
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("not within two minutes at " + name + ":\n" + printed);
    }

    long counter(String name, String counter) throws Exception {
        return number(exec(name, "cumulus:status -a"), counter);
    }

    /** Open sessions. */
    long sessions(String name) throws Exception {
        return exec(name, "cumulus:session-list --no-format -n 1000").lines().filter(line -> line.contains("OPEN")).count();
    }

    /** A counter in what {@code cumulus:status} printed; 0 when it is not there. */
    static long number(String status, String counter) {
        Matcher line = Pattern.compile("(?m)^ *" + Pattern.quote(counter) + " +(\\d+)$").matcher(status);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    @Override
    public void close() throws Exception {
        for (String name : ports.keySet()) {
            cumulus.run("kill", name).expect(0);
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
