package org.stratocumulus.client.load;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stratocumulus.client.LocalServer;

/** The whole program against this project's own server, on the loopback interface. */
public class RtmfpLoadTest {
    private static LocalServer server;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeClass
    public static void startServer() throws Exception {
        server = new LocalServer();
    }

    @AfterClass
    public static void stopServer() {
        server.close();
    }

    @Test
    public void connectOpensAndClosesEverySession() throws Exception {
        assertEquals(0, run("connect", "--uri", server.uri("load"), "--sessions", "30", "--parallel", "5", "--threads", "2"));
        assertEquals(30, number("connected"));
        assertEquals(0, number("failed"));
        assertTrue(json(), json().contains("\"failures\":{}") && json().contains("\"handshakesPerSecond\":"));
        assertTrue(json(), json().matches(".*\"latencyMillis\":\\{\"p50\":\\d+\\.\\d\\d,\"p90\":.*"));
    }

    @Test
    public void connectGoesWithHmacSequenceNumbersAndAnotherGroup() throws Exception {
        assertEquals(0, run("connect", "--uri=" + server.uri("load"), "--sessions=3", "--group=14", "--hmac", "--sseq", "--hold",
            "--rate=100", "--bind=127.0.0.1,127.0.0.2", "-v"));
        assertEquals(3, number("connected"));
        assertTrue(json(), json().contains("\"group\":14,\"hmac\":true,\"sseq\":true"));
    }

    @Test
    public void pairsOfClientsMeetAndExchangeMessages() throws Exception {
        assertEquals(0, run("rendezvous", "--uri", server.uri("load"), "--clients", "6", "--pairs", "7", "--parallel", "3", "--settle", "0"));
        assertEquals(7, number("localMet"));
        assertEquals(0, number("localFailed"));
        assertTrue(json(), json().contains("\"servers\":1") && json().contains("\"localEchoMillis\":{"));
    }

    @Test
    public void peersOfServersThatDoNotKnowEachOtherDoNotMeet() throws Exception {
        try (LocalServer other = new LocalServer()) {
            assertEquals(1, run("rendezvous", "--uri", server.uri("load"), "--others", other.uri("load"), "--clients", "4", "--pairs", "2",
                "--settle", "0", "--timeout", "1"));
            assertEquals(1, number("localMet"));
            assertEquals(0, number("remoteMet"));
            assertEquals(1, number("remoteFailed"));
        }
    }

    @Test
    public void localAndRemotePairsStandSideBySideForPeople() throws Exception {
        try (LocalServer other = new LocalServer()) {
            String address = other.uri("").replaceAll("rtmfp://|/", "");
            assertEquals(1, run("rendezvous", "--uri", server.uri("load"), "--others", address, "--clients", "4", "--pairs", "2",
                "--settle", "0", "--timeout", "1"));
        }
        String table = err.toString(StandardCharsets.UTF_8);
        assertTrue(table, table.matches("(?s).*\n +local +remote\npairs +1 +1\nmet +100\\.00 % +0\\.00 %\n"
            + "session opens p50, ms +\\d+\\.\\d\\d +-\n.*message echoed max, ms +\\d+\\.\\d\\d +-\n"));
    }

    @Test
    public void peersAreLookedForBySayingHelloAndNobodyIsNotFound() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertEquals(0, run("rendezvous", "--uri", server.uri("load"), "--clients", "4", "--pairs", "1", "--settle", "0",
            "--lookups", "1", "--warmup", "0.1", "--rate", "200", "--unknown", "2000", "--unknown-for", "0.5",
            "--pid", pid, "--other-pids", pid));
        assertTrue(json(), number("localLookupsAnswered") > 0 && number("localLookups") <= 202);
        assertTrue(json(), number("unknownSent") > 0 && number("unknownBytes") > 60 * number("unknownSent"));
        assertEquals(json(), 0, number("unknownAnswers"));
        assertTrue(json(), json().matches(".*\"localLookupServerCpuMicros\":\\d+.*\"loadCpuSeconds\":\\d+.*"));
        assertTrue(json(), number("othersResidentKilobytes") > 10_000);
        assertFalse("nobody is elsewhere", json().contains("remoteLookups"));
        assertTrue(err.toString(StandardCharsets.UTF_8).matches("(?s).*lookups answered +\\d+\\.\\d\\d % +-\n.*for nobody, hellos/s +\\d+\n.*"));
    }

    @Test
    public void hellosForNobodyNeedNoClients() throws Exception {
        assertEquals(0, run("rendezvous", "--uri", server.uri("load"), "--clients", "0", "--pairs", "0",
            "--unknown", "1000", "--unknown-for", "0.2"));
        assertTrue(json(), number("unknownSent") > 0 && number("clients") == 0);
    }

    @Test
    public void oneClientWaitsAndAnotherReachesItByItsId() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Thread waiting = new Thread(() -> {
            try {
                RtmfpLoad.run(List.of("rendezvous", "--uri", server.uri("load"), "--wait", "20"), new PrintStream(new ByteArrayOutputStream()),
                    new PrintStream(told, true, StandardCharsets.UTF_8));
            } catch (InterruptedException e) { // it has waited for long enough
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        Matcher id = Pattern.compile("peer ([0-9a-f]{64})").matcher("");
        while (!id.reset(told.toString(StandardCharsets.UTF_8)).find()) {
            Thread.onSpinWait();
        }
        assertEquals(1, run("rendezvous", "--uri", server.uri("load"), "--peer", id.group(1) + "," + "0".repeat(64), "--timeout", "3"));
        assertEquals(1, number("localMet"));
        assertEquals("nobody has that id", 1, number("localFailed"));
        assertTrue(json(), json().matches(".*\"peers\":\\{\"" + id.group(1)
            + "\":\\{\"far\":\"[^\"]*:\\d+\",\"openedMillis\":[0-9.]+}},.*"));
        waiting.interrupt();
        waiting.join();
    }

    @Test
    public void aServerThatIsNotThereIsAFailureWithItsReason() throws Exception {
        String nobody;
        try (LocalServer gone = new LocalServer()) {
            nobody = gone.uri("load");
        }
        assertEquals(1, run("connect", "--uri", nobody, "--sessions", "2", "--timeout", "0.2"));
        assertEquals(0, number("connected"));
        assertEquals(2, number("failed"));
        assertTrue(json(), json().matches(".*\"failures\":\\{\"(OPEN_FAILED: [^\"]*|TIMEOUT)\":.*"));
    }

    @Test
    public void anAddressThatCannotBeBoundEndsTheRunWithAnError() throws Exception {
        assertEquals(1, run("connect", "--uri", server.uri("load"), "--bind", "192.0.2.1"));
        assertTrue(json(), json().contains("\"error\":\"client ") && json().contains("192.0.2.1"));
    }

    @Test
    public void helloIsAnsweredByTheServer() throws Exception {
        assertEquals(0, run("hello", "--uri", server.uri("load"), "--duration", "0.2", "--warmup", "0.1", "--window", "4"));
        assertTrue(json(), number("answered") > 0);
        assertEquals(json(), number("sent"), number("answered") + number("lost"));
    }

    @Test
    public void helloEndsWithTheFirstAnswerIfAskedTo() throws Exception {
        long before = System.currentTimeMillis();
        assertEquals(0, run("hello", "--uri", server.uri("load"), "--duration", "1000000", "--first", "--rate", "100"));
        assertTrue(json(), number("answered") > 0 && number("firstAnswer") >= before);
    }

    @Test
    public void helloToNobodyIsAFailure() throws Exception {
        String nobody;
        try (LocalServer gone = new LocalServer()) {
            nobody = gone.uri("load");
        }
        assertEquals(1, run("hello", "--uri", nobody, "--duration", "0.1"));
        assertEquals(0, number("answered"));
    }

    @Test
    public void theServersProcessorTimeAndMemoryAreToldByItsProcess() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertEquals(0, run("connect", "--uri", server.uri("load"), "--sessions", "20", "--pid", pid));
        assertTrue(json(), json().matches(".*\"serverCpuSeconds\":\\d+\\.\\d\\d,\"serverCpuMicrosPerSession\":\\d+.*"));
        assertTrue(json(), number("serverResidentKilobytes") > 10_000);
    }

    @Test
    public void aProcessThatIsNotThereIsSaidSo() throws Exception {
        assertEquals(1, run("connect", "--uri", server.uri("load"), "--sessions", "1", "--pid", Integer.toString(Integer.MAX_VALUE)));
        assertTrue(json(), json().contains("\"error\":\"--pid: no process 2147483647"));
    }

    @Test
    public void whatWarmsUpIsNotCounted() throws Exception {
        assertEquals(0, run("fanout", "--uri", server.uri("load"), "--stream", "warm", "--subscribers", "2", "--rate", "100",
            "--warmup", "0.2", "--duration", "0.3"));
        assertEquals(30, number("published"));
        assertEquals(json(), 60, number("delivered"));
        assertEquals(0, number("outOfOrder"));
    }

    @Test
    public void sessionsThatWarmUpAreNotCounted() throws Exception {
        int before = server.sessions();
        assertEquals(0, run("connect", "--uri", server.uri("load"), "--sessions", "2", "--warmup", "3"));
        assertEquals(2, number("connected"));
        assertTrue(err.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8).contains("warming up with 3 sessions"));
        assertTrue(server.sessions() >= before);
        assertTrue(json(), json().matches(".*\"loadCpuSeconds\":\\d+\\.\\d\\d,\"loadCpuMicrosPerSession\":\\d+.*"));
    }

    @Test
    public void fanoutGoesThroughItsRatesAndTellsOfEach() throws Exception {
        assertEquals(0, run("fanout", "--uri", server.uri("load"), "--stream", "steps", "--subscribers", "2", "--rate", "50,100",
            "--warmup", "0.2", "--duration", "0.2"));
        assertEquals(20, number("deliveredBefore"));
        Matcher steps = Pattern.compile("\"steps\":\\[\\{\"rate\":50\\.0,.*\"delivered\":20,.*\\},\\{\"rate\":100\\.0,.*\"delivered\":40,.*\\}\\]")
            .matcher(json());
        assertTrue(json(), steps.find());
    }

    @Test
    public void fanoutDeliversAudioAndVideoAndData() throws Exception {
        for (String kind : List.of("audio", "video", "data")) {
            out.reset();
            assertEquals(0, run("fanout", "--uri", server.uri("load"), "--stream", kind, "--subscribers", "3", "--rate", "100",
                "--burst", "5", "--duration", "0.3", "--size", "700", "--kind", kind));
            assertEquals(30, number("published"));
            assertEquals(90, number("expected"));
            assertEquals(json(), 90, number("delivered"));
            assertEquals(0, number("outOfOrder"));
            assertTrue(json(), json().matches("(?s).*\"longestGapMillis\":\\d+\\.\\d,.*"));
        }
    }

    @Test
    public void fanoutWhosePublisherIsRefusedSaysSo() throws Exception {
        assertEquals(1, run("fanout", "--uri", server.uri("load"), "--stream", "n".repeat(600), "--duration", "0.1"));
        assertTrue(json(), json().contains("\"error\":\"the publisher failed: NetStream.Publish."));
    }

    @Test
    public void idleFindsAllSessionsAlive() throws Exception {
        assertEquals(0, run("idle", "--uri", server.uri("load"), "--sessions", "10", "--duration", "0.1"));
        assertEquals(10, number("connected"));
        assertEquals(0, number("died"));
    }

    @Test
    public void idleHoldsSessionsUntilStandardInputEnds() throws Exception {
        InputStream standard = System.in;
        System.setIn(new ByteArrayInputStream(new byte[9]));
        try {
            assertEquals(0, run("idle", "--uri", server.uri("load"), "--sessions", "2", "--duration", "1000000", "--until-eof"));
        } finally {
            System.setIn(standard);
        }
        assertEquals(2, number("connected"));
        assertEquals(0, number("died"));
    }

    @Test
    public void whatIsSentToAMirrorComesBackToEverySocket() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Mirror mirror = new Mirror(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            assertEquals(0, run("echo", "--uri", "rtmfp://127.0.0.1:" + port + "/any", "--subscribers", "3", "--rate", "100",
                "--warmup", "0.1", "--duration", "0.2"));
        }
        assertEquals(60, number("expected"));
        assertEquals(json(), 60, number("received") + number("lost"));
        assertTrue(json(), number("received") > 0 && json().contains("\"latencyMillis\":{\"p50\":"));
    }

    @Test
    public void withoutAMirrorThereIsNoEcho() throws Exception {
        assertEquals(1, run("echo", "--uri", "rtmfp://127.0.0.1:9/any", "--timeout", "0.1"));
        assertTrue(json(), json().contains("\"error\":\"there is no mirror at"));
    }

    @Test
    public void idleFindsSessionsDeadWhenTheServerGoes() throws Exception {
        LocalServer mortal = new LocalServer();
        Thread killer = new Thread(() -> {
            while (mortal.sessions() < 3) {
                Thread.onSpinWait();
            }
            mortal.close();
        });
        killer.start();
        assertEquals(1, run("idle", "--uri", mortal.uri("load"), "--sessions", "3", "--parallel", "3", "--duration", "0.5",
            "--timeout", "2"));
        killer.join();
        assertEquals(3, number("died") + number("failed"));
    }

    @Test
    public void helpIsForPeopleWhoAsk() throws Exception {
        assertEquals(0, run("--help"));
        for (String mode : List.of("connect", "hello", "fanout", "idle", "echo", "rendezvous")) {
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("  " + mode + " "));
            out.reset();
            assertEquals(0, run(mode, "--help"));
            assertTrue(json(), json().contains("--uri URI") && json().contains("--timeout SECONDS"));
            assertEquals(0, run("--help"));
        }
    }

    @Test
    public void wrongCommandLinesAreNamedAndExitWith2() throws Exception {
        String uri = server.uri("load");
        refused("rtmfp-load SUBCOMMAND");
        refused("'dance'", "dance");
        refused("--uri is missing", "connect");
        refused("--uri: an RTMFP URI", "connect", "--uri", "rtmp://host/app");
        refused("--uri: unknown host", "connect", "--uri", "rtmfp://no.such.host.invalid/app");
        refused("'--speed'", "connect", "--uri", uri, "--speed", "9");
        refused("--sessions needs a value", "connect", "--uri", uri, "--sessions");
        refused("--sessions: 'many' is not a number", "connect", "--uri", uri, "--sessions", "many");
        refused("--sessions: '1.5' is not a whole number", "connect", "--uri", uri, "--sessions", "1.5");
        refused("--sessions: 0 is not in 1..", "idle", "--uri", uri, "--sessions", "0");
        refused("--hold takes no value", "connect", "--uri", uri, "--hold=yes");
        refused("--uri is given twice", "connect", "--uri", uri, "--uri", uri);
        refused("--group: '3' is none of 2, 5, 14, 16", "connect", "--uri", uri, "--group", "3");
        refused("--stream is missing", "fanout", "--uri", uri);
        refused("--kind: 'smell'", "fanout", "--uri", uri, "--stream", "s", "--kind", "smell");
        refused("--size: 27 is not in 28..60000", "fanout", "--uri", uri, "--stream", "s", "--size", "27");
        refused("--duration: too short", "fanout", "--uri", uri, "--stream", "s", "--rate", "1", "--duration", "0.5");
        refused("--rate: '' is not a number", "fanout", "--uri", uri, "--stream", "s", "--rate", "1,");
        refused("--pid: 'x' is not a number", "connect", "--uri", uri, "--pid", "x");
        refused("--window: 0 is not in 1..", "hello", "--uri", uri, "--window", "0");
        refused("--first: 9 is not in 0..5", "idle", "--uri", uri, "--sessions", "5", "--first", "9");
        refused("--others: unknown host", "rendezvous", "--uri", uri, "--others", "no.such.host.invalid:1935");
        refused("--others: an RTMFP URI", "rendezvous", "--uri", uri, "--others", "127.0.0.1:99999");
        refused("--clients: 1 are too few", "rendezvous", "--uri", uri, "--clients", "1", "--pairs", "0", "--lookups", "1");
        refused("--pairs: 4 is not in 0..2", "rendezvous", "--uri", uri, "--clients", "3", "--pairs", "4");
        refused("--unknown: -1 is not in 0..", "rendezvous", "--uri", uri, "--unknown", "-1");
        refused("--other-pids: 'x' is not a number", "rendezvous", "--uri", uri, "--other-pids", "1,x");
        refused("--peer: ", "rendezvous", "--uri", uri, "--peer", "me");
        refused("--bind: unknown host", "connect", "--uri", uri, "--bind", "no.such.host.invalid");
    }

    @Test
    public void moreClientsThanOpenFilesAreRefusedWithTheRemedy() {
        String message = assertThrows(UsageException.class, () -> OpenFiles.require("--sessions", 900, 1024)).getMessage();
        assertTrue(message, message.contains("--sessions: 900") && message.contains("1024") && message.contains("'ulimit -n 1100'"));
        OpenFiles.require("--sessions", 800, 1024);
        assertTrue(OpenFiles.limit() > 0);
    }

    private void refused(String message, String... arguments) throws Exception {
        err.reset();
        assertEquals(message, 2, run(arguments));
        assertTrue(err.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8).contains(message));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    private int run(String... arguments) throws Exception {
        return RtmfpLoad.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String json() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** A number of the one line of JSON. */
    private long number(String field) {
        List<String> lines = new ArrayList<>(json().lines().toList());
        assertEquals(json(), 1, lines.size());
        Matcher matcher = Pattern.compile('"' + field + "\":(-?\\d+)[,}]").matcher(lines.get(0));
        assertTrue(field + " in " + lines, matcher.find());
        return Long.parseLong(matcher.group(1));
    }
}
