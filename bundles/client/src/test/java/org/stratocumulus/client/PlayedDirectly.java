package org.stratocumulus.client;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/** What came of a stream that was played from a peer. */
final class PlayedDirectly implements PeerStreamListener {
    final List<RtmpMessage> messages = new ArrayList<>();
    final List<String> statuses = new ArrayList<>();
    int closed;

    @Override
    public void message(PeerSubscription subscription, byte[] message, int lostBefore) {
        messages.add(RtmpMessage.decode(message));
    }

    @Override
    public void status(PeerSubscription subscription, AmfValue info) {
        statuses.add(Statuses.text(info, "code"));
    }

    @Override
    public void closed(PeerSubscription subscription) {
        closed++;
    }

    /** The numbers of all data messages "number". */
    List<Long> numbers() {
        return messages.stream().filter(message -> message.type() == MessageType.DATA_AMF0).map(DataMessage::decode)
            .map(data -> (long) data.values().get(0).asInt()).toList();
    }

    /** Audio and video as type@timestamp+length. */
    List<String> media() {
        return messages.stream().filter(message -> message.type() == MessageType.AUDIO || message.type() == MessageType.VIDEO)
            .map(message -> message.type() + "@" + message.timestamp() + "+" + message.payload().length).toList();
    }
}
