package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** A client with a NetConnection, seen from the wire: joins groups, hears of members, answers forwarded hellos. */
final class Peer implements SessionListener {
    final SimulatedEnd end;
    final PeerId id;
    final Session session;
    /** Messages on group flows to this client, in hexadecimal. */
    final List<String> told = new ArrayList<>();
    /** The flows that those came on answer these. */
    final List<SendFlow> answered = new ArrayList<>();
    /** Group flows that the server has rejected. */
    final List<SendFlow> rejected = new ArrayList<>();
    private final Scene scene;
    private boolean connected;

    /** @param number unique in the scene; from 256 on the network of addresses is another one */
    Peer(Scene scene, int number, long seed) {
        this.scene = scene;
        EndpointOptions options = EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND);
        end = scene.end(SimulatedNetwork.address(number, 50_000), 1, IdentityTraits.CLIENT, options, seed);
        id = end.profile().nearCertificate().fingerprint();
        CompletableFuture<Session> opening = end.endpoint().connect(FlashDiscriminator.forUri("rtmfp://server/app"),
            List.of(scene.server.host().address()), this);
        scene.until("session " + number + " opens", opening::isDone);
        session = opening.join();
        on(() -> {
            SendFlow control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, SendFlowListener.NONE);
            control.write(Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://server/app")).toMessage().encode(),
                Delivery.RELIABLE);
        });
        scene.until("connect " + number + " is answered", () -> connected);
    }

    @Override
    public void flowOpened(Session of, RecvFlow flow) {
        boolean group = FlowMetadata.decode(flow.metadata()) instanceof FlowMetadata.Group;
        flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> {
            if (group) {
                told.add(HexFormat.of().formatHex(message));
                answered.add(from.association());
            } else {
                connected = true;
            }
        });
    }

    void on(Runnable task) {
        end.on(session, task);
    }

    /** Begins a group flow with a message. @return the flow */
    SendFlow write(String hex) {
        CompletableFuture<SendFlow> flow = new CompletableFuture<>();
        on(() -> {
            SendFlow opened = session.openFlow(new FlowMetadata.Group().encode(), null, Priority.ROUTINE, new SendFlowListener() {
                @Override
                public void exception(SendFlow over, long code) {
                    rejected.add(over);
                }
            });
            opened.write(HexFormat.of().parseHex(hex), Delivery.RELIABLE);
            flow.complete(opened);
        });
        scene.until("a flow is written", flow::isDone);
        return flow.join();
    }

    SendFlow join(GroupId group) {
        return write("012115" + group);
    }

    /** Of whom it was told, in order. */
    List<PeerId> toldOf() {
        return told.stream().map(message -> {
            if (!message.startsWith("0b")) {
                throw new AssertionError(message);
            }
            return PeerId.parse(message.substring(2));
        }).toList();
    }

    /** Looks a peer up at the server and opens a session with it. */
    CompletableFuture<Session> reach(PeerId other) {
        return end.endpoint().connect(FlashDiscriminator.forPeer(other), List.of(scene.server.host().address()), new Recorder());
    }
}
