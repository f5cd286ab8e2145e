package org.stratocumulus.console;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class DrainCommandTest {
    @Test
    public void aDeadlineIsInSecondsMinutesOrHours() {
        assertEquals(List.of(90, 90, 600, 7200), List.of("90", "90s", "10m", "2h").stream().map(DrainCommand::seconds).toList());
        for (String text : List.of("", "m", "10d", "-5", "1.5m", "9999999")) {
            assertThrows(text, IllegalArgumentException.class, () -> DrainCommand.seconds(text));
        }
    }

    @Test
    public void aPaceIsPerSecond() {
        assertEquals(50, DrainCommand.perSecond("50/s"));
        assertEquals(7, DrainCommand.perSecond("7"));
        assertThrows(IllegalArgumentException.class, () -> DrainCommand.perSecond("50/m"));
    }
}
