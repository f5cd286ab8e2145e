package org.stratocumulus.itests;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** One server of the packed distribution in a process of its own, there for a class of tests and gone after it. */
final class Server extends ExternalResource {
    private static final String NAME = "a";
    private static final Pattern PORT = Pattern.compile("^listening .*:([0-9]+)$", Pattern.MULTILINE);
    private static final Pattern PEER_ID = Pattern.compile("^peer ID +([0-9a-f]{64})$", Pattern.MULTILINE);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final String[] settings;
    private Cumulus cumulus;

    /** @param more key=value of its configuration beside its port, which is any free one */
    Server(String... more) {
        settings = Arrays.copyOf(more, more.length + 1);
        settings[more.length] = "port=" + freePort();
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        try {
            cumulus = Cumulus.unpack(folder.getRoot().toPath().resolve("server"));
            start(settings);
        } catch (Throwable e) {
            after();
            throw e;
        }
    }

    @Override
    protected void after() {
        if (cumulus != null) {
            cumulus.killServers();
        }
        folder.delete();
    }

    /** @param more key=value */
    void start(String... more) throws Exception {
        String[] arguments = Arrays.copyOf(new String[] {"start", NAME}, more.length + 2);
        System.arraycopy(more, 0, arguments, 2, more.length);
        cumulus.run(arguments).expect(0);
    }

    /** As a failing machine would, without a farewell. */
    void kill() throws Exception {
        cumulus.run("kill", NAME).expect(0);
    }

    /** Runs a console command in it. @return what it printed */
    String exec(String command) throws Exception {
        return cumulus.run("exec", NAME, command).expect(0).output();
    }

    String status() throws Exception {
        return exec("cumulus:status");
    }

    /** The UDP port in force. */
    int port() throws Exception {
        return Integer.parseInt(find(PORT));
    }

    /** The identity as the server tells it. */
    String peerId() throws Exception {
        return find(PEER_ID);
    }

    String uri(String path) throws Exception {
        return "rtmfp://127.0.0.1:" + port() + "/" + path;
    }

    /** Id and peer of the open sessions. */
    Set<String> sessions() throws Exception {
        return exec("cumulus:session-list --no-format").lines().map(line -> line.split("\t")).filter(row -> row.length > 3)
            .filter(row -> row[3].trim().equals("OPEN")).map(row -> row[0].trim() + " " + row[1].trim()).collect(Collectors.toSet());
    }

    /** The folder of its etc, data and deploy. */
    Path base() {
        return cumulus.home().resolve("instances").resolve(NAME);
    }

    /** Runs bin/rtmfp-load against it. @param mode and its options @return the line of JSON */
    String load(String mode, String... options) throws Exception {
        String[] arguments = Arrays.copyOf(new String[] {mode, "--uri", uri("")}, options.length + 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return cumulus.load(arguments).expect(0).output().trim();
    }

    /** A UDP port that nobody uses. */
    static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String find(Pattern pattern) throws Exception {
        String status = status();
        Matcher matcher = pattern.matcher(status);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in\n" + status);
        }
        return matcher.group(1);
    }
}
