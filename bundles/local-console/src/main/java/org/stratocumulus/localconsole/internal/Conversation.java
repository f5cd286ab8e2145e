package org.stratocumulus.localconsole.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/** One caller: takes its command, runs it, sends what it prints and its exit status. */
final class Conversation {
    private final ByteChannel channel;
    private final Shell shell;
    /** The command has ended: its thread belongs to somebody else. Guarded by this. */
    private boolean ended;

    Conversation(ByteChannel channel, Shell shell) {
        this.channel = channel;
        this.shell = shell;
    }

    /** Runs on the caller's own thread until the command has ended or the caller is gone. */
    void run() throws IOException {
        Frame command = Frame.readFrom(channel);
        if (command.kind() != Frame.Kind.COMMAND) {
            return;
        }
        Thread worker = Thread.currentThread();
        Thread watch = new Thread(() -> interruptWhenGone(worker), worker.getName() + "-watch");
        watch.setDaemon(true);
        watch.start();
        int status = execute(command.text());
        end();
        Frame.of(Frame.Kind.EXIT, Integer.toString(status)).writeTo(channel);
    }

    private int execute(String command) {
        try (PrintStream output = stream(Frame.Kind.OUTPUT); PrintStream error = stream(Frame.Kind.ERROR)) {
            return shell.run(command, output, error);
        }
    }

    private PrintStream stream(Frame.Kind kind) {
        return new PrintStream(new FrameStream(kind, channel), true, StandardCharsets.UTF_8);
    }

    private synchronized void end() {
        ended = true;
        /* an interrupt that came too late must not close the channel under the EXIT */
        Thread.interrupted();
    }

    /** A caller says nothing after its command: whatever ends this read, nobody waits for the command any more. */
    private void interruptWhenGone(Thread worker) {
        try {
            Frame.readFrom(channel);
        } catch (IOException gone) {
            synchronized (this) {
                if (!ended) {
                    worker.interrupt();
                }
            }
        }
    }
}
