package org.stratocumulus.localconsole.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The caller's end, without Karaf: {@code java -cp JAR org.stratocumulus.localconsole.internal.Exec SOCKET COMMAND}. */
public final class Exec {
    private static final int NO_ANSWER = 3;

    private Exec() {
    }

    /**
     * Prints what the command prints and ends with its status: 0 well, 1 failed, 127 no such command; 3 when no server listens.
     *
     * @param args path of the socket, command
     */
    public static void main(String[] args) {
        System.exit(run(Path.of(args[0]), args[1], System.out, System.err));
    }

    static int run(Path socket, String command, PrintStream output, PrintStream error) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Frame.of(Frame.Kind.COMMAND, command).writeTo(channel);
            while (true) {
                Frame frame = Frame.readFrom(channel);
                switch (frame.kind()) {
                    case OUTPUT -> print(frame, output);
                    case ERROR -> print(frame, error);
                    case EXIT -> {
                        return Integer.parseInt(frame.text());
                    }
                    default -> throw new IOException("unexpected " + frame.kind());
                }
            }
        } catch (EOFException e) {
            error.println("The server closed the connection before the command ended.");
            return NO_ANSWER;
        } catch (IOException e) {
            error.println("The server's console does not answer: " + e.getMessage());
            return NO_ANSWER;
        } catch (IllegalArgumentException e) {
            error.println("The command is " + e.getMessage());
            return Shell.FAILURE;
        }
    }

    private static void print(Frame frame, PrintStream stream) {
        stream.writeBytes(frame.payload());
        stream.flush();
    }
}
