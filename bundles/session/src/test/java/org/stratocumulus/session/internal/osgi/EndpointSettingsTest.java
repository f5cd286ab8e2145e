package org.stratocumulus.session.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.session.EndpointOptions;

public class EndpointSettingsTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    public void nothingSetMeansTheDefaults() {
        assertEquals(EndpointSettings.DEFAULTS, read(Map.of(), EndpointSettings.DEFAULTS));
        assertEquals("", String.join(";", problems));
    }

    @Test
    public void everyKeyIsReadAsTextOrNumber() throws Exception {
        EndpointSettings settings = read(with(with(Map.of("port", "19350", "bind", " 192.0.2.1 , 2001:db8::1", "threads", 3,
                "udpBufferSize", "65536", "keepAlive", "30", "maxPacket", 1_000, "limit.sessions", "7", "limit.handshakesPerSecond", "8",
                "limit.hellosPerSecond", 9L, "limit.keyingQueue", " 10 "), "path.maxPacket", "1472"), "wakeUpInterval", "250"),
                EndpointSettings.DEFAULTS);
        EndpointOptions options = EndpointOptions.defaults().withKeepalive(30_000).withMaxPacket(1_000).withPathMaxPacket(1_472)
                .withSessions(7).withHandshakesPerSecond(8).withHellosPerSecond(9).withKeyingQueue(10);
        assertEquals(new EndpointSettings(19_350, List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1")), 3,
                65_536, 250, options), settings);
        assertTrue(problems.isEmpty());
    }

    @Test
    public void aBadValueIsRefusedByKeyAndValueAndTheFormerOneStays() {
        EndpointSettings former = read(Map.of("port", "19350", "limit.sessions", "7", "bind", "192.0.2.1"), EndpointSettings.DEFAULTS);
        EndpointSettings settings = read(
                Map.of("port", "65536", "limit.sessions", "many", "bind", "example.org", "maxPacket", "1000"), former);
        assertEquals(19_350, settings.port());
        assertEquals(7, settings.options().sessions());
        assertEquals(former.bind(), settings.bind());
        assertEquals("what is good is taken all the same", 1_000, settings.options().maxPacket());
        assertEquals(List.of("limit.sessions = many: not a whole number from 1 to 536870911; 7 stays in force",
                "port = 65536: not a whole number from 0 to 65535; 19350 stays in force",
                "bind = example.org: example.org is not an IP address; the former value stays in force"), problems);
    }

    @Test
    public void aKeyThatIsTakenOutIsTheDefaultAgain() {
        EndpointSettings former = read(Map.of("port", "19350", "limit.sessions", "7"), EndpointSettings.DEFAULTS);
        assertEquals(EndpointSettings.DEFAULTS, read(Map.of("port", ""), former));
    }

    @Test
    public void boundsAreInclusive() {
        Map<String, int[]> bounds = Map.of("port", new int[] {0, 65_535}, "threads", new int[] {0, 256}, "keepAlive", new int[] {0, 3_600},
                "maxPacket", new int[] {548, 1_500}, "limit.keyingQueue", new int[] {1, 1_000_000}, "wakeUpInterval", new int[] {0, 10_000});
        bounds.forEach((key, range) -> {
            for (int good : range) {
                read(Map.of(key, good), EndpointSettings.DEFAULTS);
            }
            assertEquals(List.of(), problems);
            read(Map.of(key, range[0] - 1), EndpointSettings.DEFAULTS);
            read(Map.of(key, range[1] + 1), EndpointSettings.DEFAULTS);
            assertEquals(key, 2, problems.size());
            problems.clear();
        });
    }

    private static Map<String, Object> with(Map<String, ?> properties, String key, Object value) {
        Map<String, Object> more = new HashMap<>(properties);
        more.put(key, value);
        return more;
    }

    private EndpointSettings read(Map<String, ?> properties, EndpointSettings former) {
        SettingsReader in = new SettingsReader(properties);
        EndpointSettings settings = EndpointSettings.read(in, former);
        in.problems().forEach(problem -> problems.add(problem.sentence()));
        return settings;
    }
}
