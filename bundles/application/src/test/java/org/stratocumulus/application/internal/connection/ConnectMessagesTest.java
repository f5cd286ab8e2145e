package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class ConnectMessagesTest {
    private final ConnectMessages messages = new ConnectMessages();

    @Test
    public void equalMessagesAreHeldOnce() {
        ConnectMessages.Said first = messages.of("/live", bytes("connect to live"));
        assertSame(first, messages.of("/live", bytes("connect to live")));
        assertEquals("/live", first.path());
    }

    @Test
    public void everyClientKeepsWhatItSaid() {
        // far more than there are places, so that others take them
        for (int i = 0; i < 10 * ConnectMessages.REMEMBERED; i++) {
            ConnectMessages.Said said = messages.of("/" + i, bytes("connect " + i));
            assertEquals("/" + i, said.path());
            assertEquals("connect " + i, new String(said.message(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    public void longOnesAreNotRemembered() {
        byte[] shortest = new byte[ConnectMessages.LONGEST + 1];
        assertNotSame(messages.of("/", shortest), messages.of("/", shortest.clone()));
        byte[] longest = new byte[ConnectMessages.LONGEST];
        assertSame(messages.of("/", longest), messages.of("/", longest.clone()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
