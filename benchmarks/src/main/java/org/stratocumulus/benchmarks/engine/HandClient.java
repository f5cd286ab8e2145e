package org.stratocumulus.benchmarks.engine;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/** A client that connects, and publishes or plays one stream. */
final class HandClient implements SessionListener {
    private final HandLoop loop;
    private Session session;
    private SendFlow control;
    private RecvFlow returnControl;
    private SendFlow media;
    private int streamId;
    private boolean playing;
    private long received;

    HandClient(HandLoop loop, FlashOptions options, InetSocketAddress server, SecureRandom random) {
        this.loop = loop;
        FlashProfile profile = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, random), options, random);
        Endpoint endpoint = new Endpoint(List.of(loop), profile, EndpointOptions.defaults(), Runnable::run, random, () -> null, List::of);
        loop.execute(() -> endpoint.connect(FlashDiscriminator.forUri("rtmfp://server/live"), List.of(server), this)
                .thenAccept(opened -> session = opened));
    }

    HandLoop loop() {
        return loop;
    }

    boolean isOpen() {
        return session != null;
    }

    void connect() {
        control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, SendFlowListener.NONE);
        AmfObject request = new AmfObject().put("app", "live").put("tcUrl", "rtmfp://server/live").put("objectEncoding", 3);
        write(control, Command.of("connect", 1, request));
    }

    boolean isConnected() {
        return returnControl != null;
    }

    void createStream() {
        write(control, Command.of("createStream", 2, null));
    }

    boolean hasStream() {
        return streamId > 0;
    }

    void publish(String name) {
        media(Priority.VIDEO, Command.of("publish", 0, null, name));
    }

    void play(String name) {
        media(Priority.ROUTINE, Command.of("play", 0, null, name));
    }

    boolean isPlaying() {
        return playing;
    }

    void send(byte[] message) {
        media.write(message, Delivery.RELIABLE);
    }

    /** Video messages that came. */
    long received() {
        return received;
    }

    void close() {
        session.close();
    }

    @Override
    public void flowOpened(Session of, RecvFlow flow) {
        boolean answers = ((FlowMetadata.Rtmp) FlowMetadata.decode(flow.metadata())).streamId() == 0;
        flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> {
            if (answers) {
                answered(from, Command.decode(RtmpMessage.decode(message)));
            } else {
                playing = true;
                received += message[0] == MessageType.VIDEO ? 1 : 0;
            }
        });
    }

    private void answered(RecvFlow flow, Command answer) {
        if (answer.name().equals("_result") && answer.transactionId() == 1) {
            returnControl = flow;
        } else if (answer.name().equals("_result")) {
            streamId = answer.argument(0).asInt();
        }
    }

    @Override
    public void closed(Session of, CloseReason reason) {
        // nothing waits for it
    }

    private void media(Priority priority, Command command) {
        media = session.openFlow(FlowMetadata.stream(streamId).encode(), returnControl, priority, SendFlowListener.NONE);
        write(media, command);
    }

    private static void write(SendFlow flow, Command command) {
        flow.write(command.toMessage().encode(), Delivery.RELIABLE);
    }
}
