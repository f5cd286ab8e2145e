package org.stratocumulus.console;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class ListCommandTest {
    @Test
    public void durationsUseTheTwoLargestUnits() {
        assertEquals("0s", ListCommand.duration(-5));
        assertEquals("59s", ListCommand.duration(59_999));
        assertEquals("1m00s", ListCommand.duration(60_000));
        assertEquals("3h05m", ListCommand.duration((3 * 3600 + 5 * 60 + 59) * 1000L));
        assertEquals("2d01h", ListCommand.duration((2 * 86_400 + 3600) * 1000L));
    }

    @Test
    public void bytesHaveThreeSignificantDigits() {
        assertEquals("999", ListCommand.bytes(999));
        assertEquals("1.21k", ListCommand.bytes(1_211));
        assertEquals("34.5M", ListCommand.bytes(34_512_000));
        assertEquals("512G", ListCommand.bytes(512_000_000_000L));
        assertEquals("5000T", ListCommand.bytes(5_000_000_000_000_000L));
    }
}
