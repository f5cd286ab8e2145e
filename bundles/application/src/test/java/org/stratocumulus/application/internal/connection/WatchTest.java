package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;

public class WatchTest {
    private final Node node = new Node();
    private final List<String> heard = new ArrayList<>();
    private final ConnectionListener listener = new ConnectionListener() {
        @Override
        public void connected(ClientConnection client) {
            heard.add("+" + client.id().a());
        }

        @Override
        public void disconnected(ClientConnection client) {
            heard.add("-" + client.id().a() + (node.connections.find(client.id()) == null ? "" : " but still there"));
        }
    };

    @Test
    public void aWatchHearsOfThoseWhoAreHereAndOfThoseWhoComeAndGoUntilItEnds() {
        Guest.connected(node, 1, "/");
        ConnectionDirectory.Watch watch = node.connections.watch(listener);
        Guest second = Guest.connected(node, 2, "/");
        new Guest(node, 3);
        second.connection().close("enough");
        node.settle();
        assertEquals(List.of("+1", "+2", "-2"), heard);
        watch.close();
        Guest.connected(node, 4, "/");
        assertEquals(3, heard.size());
    }

    @Test
    public void theEndOfAFormerConnectionOfOneIdentityDoesNotHideTheLaterOne() {
        node.connections.watch(listener);
        ClientConnection former = Guest.connected(node, 1, "/").connection();
        ClientConnection later = Guest.connected(node, 1, "/").connection();
        former.close("the same again");
        node.settle();
        assertEquals(List.of("+1", "+1", "-1 but still there"), heard);
        later.close("this one, too");
        node.settle();
        assertNull(node.connections.find(later.id()));
        assertEquals("-1", heard.get(3));
    }

    @Test
    public void allEndTogetherAlsoThoseThatAreNotFoundByTheirIdentity() {
        Guest unconnected = new Guest(node, 1);
        Guest former = Guest.connected(node, 2, "/");
        Guest later = Guest.connected(node, 2, "/");
        node.connections.closeAll("the server stops");
        node.settle();
        for (Guest guest : List.of(unconnected, former, later)) {
            assertEquals(List.of("close after flush"), guest.session.closings());
        }
    }

    @Test
    public void aListenerThatFailsHarmsNobodyElse() {
        node.connections.watch(new ConnectionListener() {
            @Override
            public void connected(ClientConnection client) {
                throw new IllegalStateException("of a listener");
            }

            @Override
            public void disconnected(ClientConnection client) {
                throw new IllegalStateException("of a listener");
            }
        });
        node.connections.watch(listener);
        Guest.connected(node, 1, "/").connection().close("enough");
        node.settle();
        assertEquals(List.of("+1", "-1"), heard);
        assertEquals(2, node.count(Counter.INTERNAL_ERRORS));
    }
}
