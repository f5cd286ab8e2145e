package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SimulatedEnd;

/** A client with a NetConnection that looks for other peers. */
final class Peer {
    final SimulatedEnd end;
    final PeerId id;
    final Session session;
    private final Scene scene;
    private boolean connected;

    Peer(Scene scene, SimulatedEnd end) {
        this.scene = scene;
        this.end = end;
        id = end.profile().nearCertificate().fingerprint();
        session = scene.await("a session opens", end.endpoint().connect(FlashDiscriminator.forUri("rtmfp://server/app"),
            List.of(Scene.SERVER), new SessionListener() {
                @Override
                public void flowOpened(Session of, RecvFlow flow) {
                    flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> connected = true);
                }
            }));
        write(session, Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://server/app")).toMessage().encode(),
            FlowMetadata.CONTROL.encode());
        scene.until("connect is answered", () -> connected);
    }

    private void write(Session to, byte[] message, byte[] metadata) {
        end.on(to, () -> {
            SendFlow flow = to.openFlow(metadata, null, Priority.ROUTINE, SendFlowListener.NONE);
            flow.write(message, Delivery.RELIABLE);
        });
    }

    /** Looks a peer up at the server and opens a session with it. */
    CompletableFuture<Session> reach(Peer other) {
        return end.endpoint().connect(FlashDiscriminator.forPeer(other.id), List.of(Scene.SERVER), new Recorder());
    }

    /** Says something over the session that it has opened, and is heard. */
    void say(Session to, Peer other, String text) {
        int before = heard(other).size();
        write(to, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
        scene.until("'" + text + "' arrives", () -> heard(other).size() > before);
        assertEquals(text, heard(other).get(before));
    }

    private static List<String> heard(Peer peer) {
        return peer.end.recorders().stream().flatMap(r -> r.messages().stream()).map(m -> new String(m, StandardCharsets.UTF_8)).toList();
    }
}
