package org.stratocumulus.localconsole.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Assert;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class ConsoleSocketTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();
    @Rule
    public final Timeout deadline = Timeout.seconds(30);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch allRun = new CountDownLatch(ConsoleSocket.MAX_CALLERS);
    private final AtomicInteger commands = new AtomicInteger();
    private Path path;
    private ConsoleSocket socket;

    @Before
    public void open() throws IOException {
        path = folder.getRoot().toPath().resolve("console").resolve("socket");
        socket = ConsoleSocket.open(path, this::shell);
    }

    @After
    public void close() throws IOException {
        socket.close();
    }

    /** Knows three commands. */
    private int shell(String command, PrintStream out, PrintStream err) {
        commands.incrementAndGet();
        switch (command) {
            case "wait" -> {
                allRun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            case "much" -> out.print("é".repeat(Frame.MAX_PAYLOAD));
            case "fail" -> {
                err.print("no");
                return Shell.FAILURE;
            }
            default -> out.print("[" + command + "]");
        }
        return Shell.SUCCESS;
    }

    @Test
    public void printsWhatTheCommandPrintsAndReturnsItsStatus() {
        assertEquals(Shell.SUCCESS, exec("bundle:list | grep ö"));
        assertEquals("[bundle:list | grep ö]", output.toString(StandardCharsets.UTF_8));
        assertEquals("", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    public void handsOnFailureAndItsReason() {
        assertEquals(Shell.FAILURE, exec("fail"));
        assertEquals("no", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    public void outputLongerThanOneFrameArrivesWhole() {
        assertEquals(Shell.SUCCESS, exec("much"));
        assertEquals("é".repeat(Frame.MAX_PAYLOAD), output.toString(StandardCharsets.UTF_8));
    }

    @Test
    public void theFolderIsForItsUserOnly() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
    }

    @Test
    public void aCallerThatLeavesInterruptsItsCommand() throws Exception {
        try (SocketChannel caller = connect()) {
            Frame.of(Frame.Kind.COMMAND, "wait").writeTo(caller);
            while (commands.get() == 0) {
                Thread.onSpinWait();
            }
        }
        interrupted.await();
    }

    @Test
    public void oneCallerMoreThanMaxCallersIsToldBusy() throws Exception {
        SocketChannel[] callers = new SocketChannel[ConsoleSocket.MAX_CALLERS];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = connect();
            Frame.of(Frame.Kind.COMMAND, "wait").writeTo(callers[i]);
        }
        allRun.await();
        try (SocketChannel oneMore = connect()) {
            assertEquals(Frame.Kind.ERROR, Frame.readFrom(oneMore).kind());
            assertEquals("1", Frame.readFrom(oneMore).text());
        }
        for (SocketChannel caller : callers) {
            caller.close();
        }
    }

    @Test
    public void aCommandLongerThanMaxPayloadIsRefusedAtBothEnds() throws IOException {
        assertEquals(Shell.FAILURE, exec("x".repeat(Frame.MAX_PAYLOAD + 1)));
        assertTrue(error.toString(StandardCharsets.UTF_8).contains("longer than 65536 bytes"));
        /* kind COMMAND | length 65537 */
        assertClosedAfter(0, 0, 1, 0, 1);
        assertEquals(0, commands.get());
    }

    @Test
    public void whatIsNoCommandFrameClosesTheConnection() throws IOException {
        assertClosedAfter(9, 0, 0, 0, 0);
        assertClosedAfter(0, 0xff, 0xff, 0xff, 0xff);
        assertClosedAfter(1, 0, 0, 0, 0);
        assertEquals(Shell.SUCCESS, exec("still here"));
    }

    @Test
    public void aSocketLeftByAKilledServerIsReplaced() throws IOException {
        ConsoleSocket next = ConsoleSocket.open(path, this::shell);
        assertEquals(Shell.SUCCESS, exec("next"));
        next.close();
        assertFalse(Files.exists(path));
    }

    @Test
    public void execSaysSoWhenNobodyListens() throws IOException {
        socket.close();
        assertEquals(3, exec("x"));
        assertTrue(error.toString(StandardCharsets.UTF_8).contains("does not answer"));
    }

    @Test
    public void aFrameIsKindLengthPayload() throws IOException {
        try (SocketChannel caller = connect()) {
            caller.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 'a'}));
            Frame answer = Frame.readFrom(caller);
            assertEquals(Frame.Kind.OUTPUT, answer.kind());
            assertArrayEquals(new byte[] {'[', 'a', ']'}, answer.payload());
        }
    }

    private void assertClosedAfter(int... bytes) throws IOException {
        try (SocketChannel caller = connect()) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
            for (int b : bytes) {
                buffer.put((byte) b);
            }
            caller.write(buffer.flip());
            Assert.assertThrows(EOFException.class, () -> Frame.readFrom(caller));
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private int exec(String command) {
        return Exec.run(path, command, new PrintStream(output), new PrintStream(error));
    }
}
