package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.Problem;
import org.stratocumulus.api.settings.SettingsReader;

public class RelaySettingsTest {
    @Test
    public void portsAreARangeOfTwoAtLeastAndNoneMeansOff() {
        assertEquals(new PortRange(23_000, 23_999), PortRange.parse(" 23000 - 23999 "));
        for (String bad : List.of("23000", "23000-23000", "23001-23000", "80-90", "65000-65536", "a-b", "1-2-3", "-1")) {
            assertThrows(bad, IllegalArgumentException.class, () -> PortRange.parse(bad));
        }
        assertFalse(RelaySettings.OFF.isOn());
        assertTrue(Scene.SETTINGS.isOn());
    }

    @Test
    public void aBadValueIsRefusedAloneAndByItsKey() {
        SettingsReader in = new SettingsReader(Map.of("relay.ports", "23000", "relay.publicAddress", "localhost", "relay.afterAttempts", "11",
            "relay.pairs", "0", "relay.pairsPerPeer", "x", "relay.bitsPerSecond", "9999", "relay.idle", "9", "relay.lifetime", "120"));
        RelaySettings read = RelaySettings.read(in, Scene.SETTINGS);
        assertEquals(List.of("relay.ports", "relay.publicAddress", "relay.afterAttempts", "relay.pairs", "relay.pairsPerPeer",
            "relay.bitsPerSecond", "relay.idle"), in.problems().stream().map(Problem::key).toList());
        assertEquals("the former stays", Scene.PORTS, read.ports());
        assertEquals("the others are taken", 120, read.lifetimeSeconds());
        assertEquals("what is missing has its default", RelaySettings.OFF.bytesPerHourPerPeer(), read.bytesPerHourPerPeer());
    }
}
