package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.application.UnknownMethodException;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;

public class RendezvousApplicationTest {
    private static final PeerId CALLER = new PeerId(1, 2, 3, 4);
    private static final PeerId PEER = new PeerId(5, 6, 7, 8);

    /** What the peer heard. */
    private final List<String> heard = new ArrayList<>();
    private boolean connected = true;
    private boolean room = true;
    private final ConnectionDirectory directory = new ConnectionDirectory() {
        @Override
        public ClientConnection find(PeerId id) {
            return id.equals(PEER) ? client(PEER) : null;
        }

        @Override
        public ClientConnection at(InetSocketAddress address) {
            throw new AssertionError();
        }

        @Override
        public Watch watch(ConnectionListener listener) {
            throw new AssertionError();
        }
    };
    private final RendezvousApplication application = new RendezvousApplication(directory, new FarCalls(directory, () -> 0, 1));

    private ClientConnection client(PeerId id) {
        return (ClientConnection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ClientConnection.class},
            (self, method, arguments) -> switch (method.getName()) {
                case "id" -> id;
                case "isConnected" -> connected;
                case "send" -> room && heard.add(arguments[0] + Arrays.toString((Object[]) arguments[1]));
                default -> throw new AssertionError(method);
            });
    }

    private Object relay(AmfValue... arguments) throws Exception {
        Client caller = client(CALLER);
        return application.call(caller, "relay", List.of(arguments));
    }

    @Test
    public void relayCallsThePeerWithTheCallersIdAndTheSameArguments() throws Exception {
        AmfValue word = AmfString.of("invite");
        AmfValue number = new AmfNumber(7);
        assertNull(relay(AmfString.of(PEER.toString().toUpperCase()), word, number));
        assertEquals(List.of("onRelay" + List.of(CALLER.toString(), word, number)), heard);
    }

    @Test
    public void whatCannotBeRelayedFailsAndTheCallerReadsWhy() {
        fails("no such peer", AmfString.of(CALLER.toString()));
        fails("relay takes a peer ID first");
        fails("relay takes a peer ID first", new AmfNumber(1));
        fails("a peer ID has 64 hexadecimal digits, not 2", AmfString.of("ab"));
        connected = false;
        fails("no such peer", AmfString.of(PEER.toString()));
        connected = true;
        room = false;
        fails("too much waits for the peer", AmfString.of(PEER.toString()));
        assertTrue(heard.isEmpty());
    }

    private void fails(String why, AmfValue... arguments) {
        assertEquals(why, assertThrows(RuntimeException.class, () -> relay(arguments)).getMessage());
    }

    @Test
    public void streamsAreRefusedWithTheReasonAndOtherCallsAreUnknown() {
        assertTrue(assertThrows(RejectedException.class, () -> application.publish(client(CALLER), "live")).getMessage().contains("no streams"));
        assertThrows(RejectedException.class, () -> application.subscribe(client(CALLER), "live"));
        assertThrows(UnknownMethodException.class, () -> application.call(client(CALLER), "sum", List.of()));
    }
}
