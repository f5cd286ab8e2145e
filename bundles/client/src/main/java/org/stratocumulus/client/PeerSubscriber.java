package org.stratocumulus.client;

import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.SessionState;

/** The publisher's end of one direct stream: a subscriber's control flow, and the flows in return (RFC 7425 section 5.4.2). On the loop. */
final class PeerSubscriber implements RecvFlowListener {
    private final PeerConnection peer;
    private final RecvFlow control;
    private final byte[] metadata;
    private final int streamId;
    private final MediaFlows flows;
    private PeerPublication publication;
    /** Media flows that are not complete. */
    private int media;
    /** Whether the flow of commands is open. */
    private boolean talks;
    private boolean farewell;
    private boolean ending;

    PeerSubscriber(PeerConnection peer, RecvFlow control, int streamId) {
        this.peer = peer;
        this.control = control;
        this.streamId = streamId;
        metadata = FlowMetadata.stream(streamId).encode();
        flows = new MediaFlows(this::openFlow, message -> publication.dropped(this, message));
    }

    PeerConnection peer() {
        return peer;
    }

    MediaFlows flows() {
        return flows;
    }

    /** Whether anything written to it can arrive. */
    boolean isOpen() {
        return !ending && control.isOpen() && peer.session().state() == SessionState.OPEN;
    }

    @Override
    public void message(RecvFlow flow, byte[] data, int lostBefore) {
        if (ending || data.length < RtmpMessage.HEADER_LENGTH || !MessageType.isCommand(RtmpMessage.type(data, 0))) {
            return;
        }
        Command command;
        try {
            command = Command.decode(RtmpMessage.type(data, 0), data, RtmpMessage.HEADER_LENGTH, data.length - RtmpMessage.HEADER_LENGTH,
                AmfLimits.DEFAULT);
        } catch (AmfException e) {
            return; // a malformed message is as good as none
        }
        if (command.name().equals("play")) {
            play(command.argument(0) instanceof AmfString name ? name.text() : "");
        } else if (command.name().equals("closeStream")) {
            leave();
        }
    }

    private void play(String name) {
        PeerPublication wanted = peer.publication(name);
        if (wanted == null || publication != null || !wanted.takes(this)) {
            control.reject(0); // no exception codes are defined (RFC 7425 section 5.3.5.3)
            return;
        }
        publication = wanted;
        try {
            flows.command(new UserControl.StreamEvent(UserControl.StreamEventType.BEGIN, streamId).toMessage().encode());
            status("NetStream.Play.Reset", "Playing and resetting " + name);
            status("NetStream.Play.Start", "Started playing " + name);
            wanted.add(this);
        } catch (IllegalStateException e) { // the session opens no flow any more
            control.reject(0);
        }
    }

    /**
     * The publication is over. The subscriber is told when all media has arrived, so that the end comes behind it; then its control flow
     * is rejected (RFC 7425 section 5.4.3).
     */
    void unpublish() {
        farewell = true;
        leave();
    }

    /** RFC 7425 section 5.4.3: the subscriber has closed its control flow, or its session is over. */
    @Override
    public void closed(RecvFlow flow) {
        leave();
    }

    private void leave() {
        if (ending) {
            return;
        }
        ending = true;
        if (publication != null) {
            publication.remove(this);
        }
        flows.closeMedia();
        goOn();
    }

    /** What is next at the end, as flows complete. */
    private void goOn() {
        if (!ending || media > 0) {
            return;
        }
        if (farewell && control.isOpen()) {
            farewell = false;
            status("NetStream.Play.UnpublishNotify", publication.name() + " is now unpublished");
        }
        flows.closeCommands();
        if (!talks && control.isOpen()) {
            control.reject(0);
        }
    }

    private void status(String code, String description) {
        AmfObject info = new AmfObject().put("level", "status").put("code", code).put("description", description);
        flows.command(Command.of("onStatus", 0, null, info).toMessage().encode());
    }

    private SendFlow openFlow(Priority priority) {
        boolean isMedia = priority != Priority.ROUTINE;
        SendFlow flow = peer.session().openFlow(metadata, control, priority, new SendFlowListener() {
            @Override
            public void closed(SendFlow of) {
                media -= isMedia ? 1 : 0;
                talks &= isMedia;
                goOn();
            }
        });
        media += isMedia ? 1 : 0;
        talks |= !isMedia;
        return flow;
    }
}
