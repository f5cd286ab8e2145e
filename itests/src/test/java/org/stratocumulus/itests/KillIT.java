package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;

import org.junit.ClassRule;
import org.junit.Test;
import org.stratocumulus.session.CloseReason;

/** A server that is killed, and its next life. */
public class KillIT {
    @ClassRule
    public static final Server SERVER = new Server("streams.audioMillis=60000", "streams.videoMillis=60000");

    @Test
    public void clientsNoticeTheDeathOfTheirServerAndFindItAgainByItsIdentity() throws Exception {
        String identity = SERVER.peerId();
        String uri = SERVER.uri("");
        try (Broadcast broadcast = new Broadcast(uri)) {
            broadcast.goesOn();
            assertEquals(identity, broadcast.player().server());
            SERVER.kill();
            assertEquals(CloseReason.TIMEOUT, broadcast.player().closed());
            assertEquals(CloseReason.TIMEOUT, broadcast.publisher().closed());
            SERVER.start();
            assertEquals("its identity survives", identity, SERVER.peerId());
            broadcast.publisher().connect(uri);
            broadcast.player().connect(uri);
            assertEquals(identity, broadcast.player().server());
            broadcast.begin();
            broadcast.goesOn();
        }
    }
}
