package org.stratocumulus.balancing.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.balancing.internal.BalancingSettings;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;

public class SettingsTest {
    private static final Map<String, String> EVERY_KEY = Map.ofEntries(Map.entry("balancing.strategy", "spread"),
        Map.entry("strategy.budget", "10"), Map.entry("redirect.addresses", "2"), Map.entry("redirect.attempts", "3"),
        Map.entry("redirect.settle", "4"), Map.entry("report.stale", "2005"), Map.entry("balancing.properties", "region=eu & capacity=2"),
        Map.entry("admission.sessions", "6"), Map.entry("admission.handshakesPerSecond", "7"),
        Map.entry("admission.bitsPerSecond", "80000000000"), Map.entry("drain.active", "true"), Map.entry("drain.pace", "9"),
        Map.entry("drain.deadline", "10"), Map.entry("redirect.forwardHello", "true"));
    private static final BalancingSettings SET = new BalancingSettings("spread", 10, 2, 3, true, 4, 2005,
        Map.of("region", "eu", "capacity", "2"), new Admission(6, 7, 80_000_000_000L), new Draining(true, 9, 10));

    @Test
    public void eachKeyReachesItsSettingAndNoneMeansTheDefaults() {
        assertEquals(SET, Settings.read(new SettingsReader(EVERY_KEY), BalancingSettings.DEFAULT));
        assertEquals(BalancingSettings.DEFAULT, Settings.read(new SettingsReader(Map.of()), SET));
    }

    @Test
    public void everyBadValueIsRefusedByItsKeyAndStaysAsItWas() {
        SettingsReader in = new SettingsReader(Map.ofEntries(Map.entry("balancing.strategy", "spread"), Map.entry("strategy.budget", "9"),
            Map.entry("redirect.addresses", "25"), Map.entry("redirect.attempts", "0"),
            Map.entry("redirect.forwardHello", "maybe"), Map.entry("redirect.settle", "10001"),
            Map.entry("report.stale", "1999"), Map.entry("balancing.properties", "region"), Map.entry("admission.sessions", "-1"),
            Map.entry("admission.handshakesPerSecond", "1000001"), Map.entry("admission.bitsPerSecond", "x"),
            Map.entry("drain.active", "yes"), Map.entry("drain.pace", "0"), Map.entry("drain.deadline", "86401")));
        assertEquals(SET, Settings.read(in, SET));
        assertEquals(List.of("strategy.budget", "redirect.addresses", "redirect.attempts", "redirect.forwardHello", "redirect.settle",
            "report.stale", "balancing.properties", "admission.sessions", "admission.handshakesPerSecond", "admission.bitsPerSecond", "drain.active",
            "drain.pace", "drain.deadline"), in.problems().stream().map(problem -> problem.key()).toList());
    }

    @Test
    public void oneBadValueKeepsNoOtherBack() {
        SettingsReader in = new SettingsReader(Map.of("drain.pace", "many", "drain.active", "true"));
        BalancingSettings settings = Settings.read(in, BalancingSettings.DEFAULT);
        assertEquals(new Draining(true, 50, 600), settings.draining());
        assertEquals("drain.pace = many: not a whole number from 1 to 10000; 50 stays in force", in.problems().get(0).sentence());
    }
}
