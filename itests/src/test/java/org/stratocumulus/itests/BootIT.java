package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

/** The distribution as it is shipped. */
public class BootIT extends DistributionTest {
    @Test
    public void everyBundleIsActive() {
        assertEveryBundleIsActive();
    }

    @Test
    public void theConsoleHasTheCommandsOfCumulusAndKaraf() throws Exception {
        String help = shell("help");
        for (String command : new String[] {"cumulus:status", "bundle:install", "config:property-set", "feature:install", "log:tail"}) {
            assertTrue(command + " is missing", help.contains(command));
        }
    }

    @Test
    public void aConfigurationChangeIsWrittenToItsFileAndKeepsTheComments() throws Exception {
        Path file = Path.of(System.getProperty("karaf.etc"), "org.stratocumulus.streams.cfg");
        shell("config:property-set -p org.stratocumulus.streams streams.global true");
        Patience.await("the file has the new value", () -> Files.readString(file).contains("streams.global = true"));
        assertEquals("true", setting("org.stratocumulus.streams", "streams.global"));
        assertTrue(Files.readString(file).contains("# Live streams."));
    }
}
