package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
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
import org.stratocumulus.testkit.VirtualTime;

/** A client with a NetConnection that looks for other peers. */
final class Peer {
    final SimulatedEnd end;
    final PeerId id;
    final Session session;
    private final VirtualTime time;
    private final InetSocketAddress server;
    private boolean connected;

    /** Connects to a server. */
    Peer(VirtualTime time, SimulatedEnd end, InetSocketAddress server) {
        this.time = time;
        this.end = end;
        this.server = server;
        id = end.profile().nearCertificate().fingerprint();
        CompletableFuture<Session> opening = end.endpoint().connect(FlashDiscriminator.forUri("rtmfp://server/app"), List.of(server),
            new SessionListener() {
                @Override
                public void flowOpened(Session of, RecvFlow flow) {
                    flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> connected = true);
                }
            });
        until("a session opens", opening::isDone);
        session = opening.join();
        write(session, Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://server/app")).toMessage().encode(),
            FlowMetadata.CONTROL.encode());
        until("connect is answered", () -> connected);
    }

    private void until(String what, BooleanSupplier holds) {
        time.runUntil(what, 60_000, holds);
    }

    private void write(Session to, byte[] message, byte[] metadata) {
        end.on(to, () -> {
            SendFlow flow = to.openFlow(metadata, null, Priority.ROUTINE, SendFlowListener.NONE);
            flow.write(message, Delivery.RELIABLE);
        });
    }

    /** Looks a peer up at its server and opens a session with it. */
    CompletableFuture<Session> reach(Peer other) {
        return reach(other, server);
    }

    /** The same at whatever server. */
    CompletableFuture<Session> reach(Peer other, InetSocketAddress asked) {
        return end.endpoint().connect(FlashDiscriminator.forPeer(other.id), List.of(asked), new Recorder());
    }

    /** Says something over the session that it has opened, and is heard. */
    void say(Session to, Peer other, String text) {
        int before = heard(other).size();
        write(to, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
        until("'" + text + "' arrives", () -> heard(other).size() > before);
        assertEquals(text, heard(other).get(before));
    }

    private static List<String> heard(Peer peer) {
        return peer.end.recorders().stream().flatMap(r -> r.messages().stream()).map(m -> new String(m, StandardCharsets.UTF_8)).toList();
    }
}
