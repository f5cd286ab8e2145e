package org.stratocumulus.directory.internal;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.settings.SettingsReader;

public class DirectorySettingsTest {
    @Test
    public void eachKeyReachesItsSetting() {
        SettingsReader in = new SettingsReader(Map.of("directory.form", "sharded", "directory.homes", 3, "directory.maxIds", "5000"));
        assertEquals(new DirectorySettings(true, 3, 5_000), DirectorySettings.read(in, DirectorySettings.DEFAULT));
        assertEquals("the standard", DirectorySettings.DEFAULT,
            DirectorySettings.read(new SettingsReader(Map.of()), new DirectorySettings(true, 3, 5_000)));
    }

    @Test
    public void aBadValueStaysAsItWasAndTheRestIsTaken() {
        DirectorySettings former = new DirectorySettings(true, 3, 5_000);
        SettingsReader in = new SettingsReader(Map.of("directory.form", "half", "directory.homes", View.MAX_HOMES + 1, "directory.maxIds", 7));
        assertEquals(new DirectorySettings(true, 3, 7), DirectorySettings.read(in, former));
        assertEquals(2, in.problems().size());
    }
}
