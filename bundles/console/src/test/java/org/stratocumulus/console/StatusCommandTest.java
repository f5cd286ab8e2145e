package org.stratocumulus.console;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.SessionInfo;

public class StatusCommandTest {
    private final List<String> refusedStreams = new ArrayList<>();
    private final StatusCommand command = new StatusCommand();

    public StatusCommandTest() {
        command.node = new NodeStatus() {
            @Override
            public Snapshot snapshot() {
                return new Snapshot("00", List.of(), "nio", 1, 0, "port = 99999: no port", 0, 10, Map.of());
            }

            @Override
            public List<SessionInfo> sessions(int limit) {
                return List.of();
            }
        };
        SettingsStatus relay = () -> List.of("relay: relay.pairs = x: no number");
        command.settings = List.of(() -> refusedStreams, relay);
    }

    @Test
    public void whatIsRefusedAnywhereIsAProblemUntilItIsMended() {
        refusedStreams.add("streams: streams.queue = 0: too small");
        assertEquals(List.of("port = 99999: no port", "relay: relay.pairs = x: no number", "streams: streams.queue = 0: too small"), problems());
        refusedStreams.clear();
        assertEquals(List.of("port = 99999: no port", "relay: relay.pairs = x: no number"), problems());
    }

    @Test
    public void withoutServicesTheServerIsStopped() {
        StatusCommand alone = new StatusCommand();
        assertEquals("state stopped", output(alone).strip().replaceAll(" +", " "));
    }

    private List<String> problems() {
        return output(command).lines().filter(line -> line.startsWith("problem ")).map(line -> line.substring(8).strip()).toList();
    }

    private static String output(StatusCommand command) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            command.execute();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
