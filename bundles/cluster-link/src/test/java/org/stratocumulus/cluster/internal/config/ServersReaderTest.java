package org.stratocumulus.cluster.internal.config;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.Problem;
import org.stratocumulus.api.settings.SettingsReader;

public class ServersReaderTest {
    private record Reading(ServersSettings settings, List<Problem> problems) {
        static Reading of(Map<String, String> text, ServersSettings before) {
            SettingsReader in = new SettingsReader(text);
            ServersSettings settings = ServersReader.read(in, before);
            return new Reading(settings, in.problems());
        }
    }

    private static Reading read(String key, String value) {
        return Reading.of(Map.of(key, value), ServersSettings.DEFAULT);
    }

    private static List<String> refused(String key, String value) {
        return read(key, value).problems().stream().map(Problem::sentence).toList();
    }

    @Test
    public void nothingSetMeansTheDefaults() {
        Reading reader = Reading.of(Map.of(), ServersSettings.DEFAULT);
        assertEquals(ServersSettings.DEFAULT, reader.settings());
        assertEquals(List.of(), reader.problems());
    }

    @Test
    public void targetsAreSeparatedByCommaOrSemicolonAndTrimmed() {
        Reading reader = read("servers.targets",
            " 192.168.0.2:1936?type=master&zone=eu%20west ;; host.example:1937,[2001:db8::1]:1938 ");
        assertEquals(List.of(), reader.problems());
        List<TargetAddress> targets = reader.settings().targets();
        assertEquals("[192.168.0.2:1936, host.example:1937, [2001:db8::1]:1938]", targets.toString());
        assertEquals(Map.of("type", "master", "zone", "eu west"), targets.get(0).properties());
    }

    @Test
    public void aBadTargetIsRefusedByNameAndTheOthersStay() {
        Reading reader = read("servers.targets", "192.168.0.2, 192.168.0.3:1936, x:70000, x:0, 2001:db8::1:1936, a b:1");
        assertEquals(1, reader.settings().targets().size());
        assertEquals(5, reader.problems().size());
        assertEquals("servers.targets = 192.168.0.2: not host:port?key=value&... with a port from 1 to 65535 "
            + "and IPv6 addresses in brackets; the rest stays in force",
            reader.problems().get(0).sentence());
    }

    @Test
    public void aTargetListedTwiceOrThisServerItselfIsRefused() {
        assertEquals(List.of("servers.targets = a:1: listed twice; the rest stays in force"), refused("servers.targets", "a:1, a:1"));
        Reading reader = Reading.of(Map.of("servers.port", "1936", "servers.publicAddress", "me.example:1935",
            "servers.targets", "127.0.0.1:1936, me.example:1936, me.example:1937"), ServersSettings.DEFAULT);
        assertEquals("[me.example:1937]", reader.settings().targets().toString());
        assertEquals(2, reader.problems().size());
        assertEquals("servers.targets = 127.0.0.1:1936: this server itself; the rest stays in force", reader.problems().get(0).sentence());
    }

    @Test
    public void reservedPropertyNamesAndBadEscapesAreRefused() {
        for (String bad : new String[] {"a:1?address=x", "a:1?stratocumulus.node=x", "a:1?x=%2", "a:1?x=%zz"}) {
            assertEquals(bad, 1, refused("servers.targets", bad).size());
        }
        assertEquals("a plus sign stays one", "1+1",
            read("servers.targets", "a:1?x=1+1").settings().targets().get(0).properties().get("x"));
    }

    @Test
    public void moreThanMaxTargetsAreRefusedOneByOne() {
        StringBuilder targets = new StringBuilder();
        for (int i = 0; i <= ServersReader.MAX_TARGETS; i++) {
            targets.append("h").append(i).append(":1,");
        }
        Reading reader = read("servers.targets", targets.toString());
        assertEquals(ServersReader.MAX_TARGETS, reader.settings().targets().size());
        assertEquals(1, reader.problems().size());
    }

    @Test
    public void aBadPortIsRefusedByNameAndTheOldOneStays() {
        ServersSettings before = read("servers.port", "1936").settings();
        for (String bad : new String[] {"70000", "-1", "x", "1936.0", "99999999999999999999"}) {
            Reading reader = Reading.of(Map.of("servers.port", bad), before);
            assertEquals(1936, reader.settings().port());
            assertEquals("servers.port = " + bad + ": not a whole number from 0 to 65535; 1936 stays in force",
                reader.problems().get(0).sentence());
        }
    }

    @Test
    public void publicAddressesKeepTheirOrder() {
        Reading reader = read("servers.publicAddress", "me.example:1935, [2001:db8::2]:1935; nonsense");
        assertEquals(List.of("me.example:1935", "[2001:db8::2]:1935"), reader.settings().publicAddresses());
        assertEquals("nonsense", reader.problems().get(0).value());
    }

    @Test
    public void allowTakesRangesAndAddressesAndNone() {
        assertEquals("[203.0.113.0/24, 2001:db8:0:0:0:0:0:0/32, 198.51.100.7/32]",
            read("servers.allow", "203.0.113.0/24, 2001:db8::/32, 198.51.100.7").settings().allow().toString());
        assertEquals(List.of(), read("servers.allow", "none").settings().allow());
        assertEquals(ServersSettings.DEFAULT.allow(), read("servers.allow", "").settings().allow());
        for (String bad : new String[] {"example.com", "10.0.0.0/33", "10/8", "::/129", "1.2.3.4/", "300.1.1.1", "10.0.0.0/-1"}) {
            assertEquals(bad, 1, refused("servers.allow", bad).size());
        }
    }

    @Test
    public void timeoutIsAtLeastTwoHeartbeats() {
        Reading reader = Reading.of(Map.of("servers.heartbeat", "3000", "servers.timeout", "4000"), ServersSettings.DEFAULT);
        assertEquals(6_000, reader.settings().timeoutMillis());
        assertTrue(reader.problems().get(0).sentence().startsWith("servers.timeout = 4000: less than twice servers.heartbeat (3000); 6000 stays"));
    }

    @Test
    public void everyProblemNamesKeyAndValue() {
        for (String key : List.of("servers.port", "servers.targets", "servers.publicAddress", "servers.allow", "servers.heartbeat",
            "servers.timeout", "servers.retry", "servers.peerExchange", "servers.maxFrame", "servers.maxQueue")) {
            String message = refused(key, "no good").get(0);
            assertTrue(message, message.startsWith(key + " = no good: "));
        }
        assertTrue(refused("servers.cluster", "x".repeat(65)).get(0).startsWith("servers.cluster = xxx"));
    }

    @Test
    public void rangesContainWhatTheyShould() throws Exception {
        AddressRange range = AddressRange.parse("10.1.2.128/25");
        assertTrue(range.contains(InetAddress.getByName("10.1.2.255")));
        assertEquals(false, range.contains(InetAddress.getByName("10.1.2.127")));
        assertEquals(false, range.contains(InetAddress.getByName("::1")));
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(""));
    }
}
