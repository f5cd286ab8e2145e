package org.stratocumulus.benchmarks.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Use;

/**
 * Processor time and bytes of the server's code alone, without sockets, threads and kernel, warm: the share of a figure of
 * {@code benchmarks/run} that this repository can change. One thread and its own clock, so other programs hardly matter.
 */
public final class EngineBenchmark {
    private static final int ROUNDS = 9;
    private static final int SUBSCRIBERS = 200;
    private static final int MESSAGES = 400;
    private static final int MESSAGE = 1_000;
    private static final int PERIOD_MILLIS = 20;
    private static final int SESSIONS = 1_000;
    private static final int HELLOS = 200_000;
    private static final int BATCH = 16;
    private static final int FIRST_PORT = 20_000;
    private static final int ADDRESSES = 5_000;

    private EngineBenchmark() {
    }

    /** The parts, in the order in which they are measured. */
    private enum Part { PLAIN, CHECKED, GROUP2, GROUP14, HELLO }

    /** {@code [part]}: one; without it, each in a process of its own, since what one teaches the compiler is wrong for the next. */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length > 0) {
            Part part = Arrays.stream(Part.values()).filter(one -> one.name().equals(words[0])).findFirst().orElse(null);
            if (part == null) {
                System.err.println("benchmarks/run engine: '" + words[0] + "' is none of " + Arrays.toString(Part.values()));
                System.exit(2);
            }
            measure(part);
            return;
        }
        for (Part part : Part.values()) {
            String java = ProcessHandle.current().info().command().orElse("java");
            new ProcessBuilder(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), EngineBenchmark.class.getName(),
                part.name()).inheritIO().start().waitFor();
        }
    }

    private static void measure(Part part) {
        FlashOptions plain = FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024);
        FlashOptions checked = plain.withHmac(Use.ALWAYS, Use.ALWAYS, 10).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
        switch (part) {
            case PLAIN -> fanout("message of 1,000 bytes to each of 200 subscribers", plain);
            case CHECKED -> fanout("the same with HMAC and sequence numbers", checked);
            case GROUP2 -> setUp("session set up, connected and closed, group 2", plain);
            case GROUP14 -> setUp("the same, group 14", FlashOptions.DEFAULT.withGroups(DhGroup.MODP_2048));
            case HELLO -> hello();
        }
    }

    private static void fanout(String what, FlashOptions options) {
        Scene scene = new Scene(options);
        HandClient publisher = withStream(scene);
        publisher.publish("cam");
        scene.pass(PERIOD_MILLIS);
        List<HandClient> players = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            HandClient player = withStream(scene);
            player.play("cam");
            scene.until("it plays", player::isPlaying);
            players.add(player);
        }
        byte[] message = new byte[MESSAGE];
        message[0] = MessageType.VIDEO;
        message[5] = 0x17;
        message[6] = 1;
        measure(what, scene, () -> {
            long before = players.stream().mapToLong(HandClient::received).sum();
            for (int i = 0; i < MESSAGES; i++) {
                publisher.send(message);
                scene.pass(PERIOD_MILLIS);
            }
            return (int) (players.stream().mapToLong(HandClient::received).sum() - before);
        });
    }

    private static HandClient withStream(Scene scene) {
        HandClient client = scene.connected();
        client.createStream();
        scene.until("createStream is answered", client::hasStream);
        return client;
    }

    private static void setUp(String what, FlashOptions options) {
        Scene scene = new Scene(options);
        measure(what, scene, () -> {
            for (int i = 0; i < SESSIONS; i++) {
                HandClient client = scene.connected();
                client.close();
                scene.pass(PERIOD_MILLIS);
                scene.forget(client);
            }
            return SESSIONS;
        });
    }

    private static void hello() {
        Scene scene = new Scene(FlashOptions.DEFAULT);
        HandClient client = scene.client();
        client.loop().turn(List.of());
        List<Wire.Datagram> said = new ArrayList<>();
        client.loop().drain(said::add);
        Wire.Datagram hello = said.get(0);
        List<Wire.Datagram> batch = new ArrayList<>();
        measure("hello answered", scene, () -> {
            for (int i = 0; i < HELLOS; i++) {
                InetSocketAddress from = new InetSocketAddress("127.0.0.1", FIRST_PORT + i % ADDRESSES);
                batch.add(new Wire.Datagram(from, hello.to(), hello.data(), hello.length()));
                if (batch.size() == BATCH) {
                    scene.serve(batch);
                    batch.clear();
                    scene.server().drain(scene.wire()::done);
                    scene.wire().pass(1);
                }
            }
            return HELLOS;
        });
    }

    /** @param round does something, and tells how often */
    private static void measure(String what, Scene scene, IntSupplier round) {
        double[] nanos = new double[ROUNDS];
        double bytes = 0;
        for (int i = -ROUNDS; i < ROUNDS; i++) { // half of them for the compiler
            scene.resetMeter();
            int count = round.getAsInt();
            if (i >= 0) {
                nanos[i] = scene.nanos() / (double) count;
                bytes = scene.bytes() / (double) count;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-52s %9.2f us (%.2f to %.2f), %,.0f bytes%n", what, nanos[ROUNDS / 2] / 1e3, nanos[0] / 1e3,
            nanos[ROUNDS - 1] / 1e3, bytes);
    }
}
