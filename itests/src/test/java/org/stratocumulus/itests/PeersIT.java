package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.ClassRule;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.NetGroup;
import org.stratocumulus.client.NetGroupListener;
import org.stratocumulus.client.PeerConnection;
import org.stratocumulus.client.PeerListener;
import org.stratocumulus.client.PeerPublication;
import org.stratocumulus.client.PeerPublicationListener;
import org.stratocumulus.client.PeerStreamListener;
import org.stratocumulus.client.PeerSubscription;

/** Clients of the running distribution meet by their peer ids: RFC 7016 section 3.5.1.6, RFC 7425 section 5.4. */
public class PeersIT {
    @ClassRule
    public static final Server SERVER = new Server();

    private static final int MESSAGES = 200;

    @Test
    public void twoClientsMeetAndOneStreamsToTheOther() throws Exception {
        try (Guest publisher = new Guest(); Guest player = new Guest()) {
            publisher.connect(SERVER.uri("peers"));
            player.connect(SERVER.uri("peers"));
            PeerPublication camera = Patience.await(publisher.connection().peers().publish("camera", PeerPublicationListener.NONE));
            PeerConnection peer = Patience.await(player.connection().peers().connect(publisher.connection().peers().nearId()));
            Heard heard = new Heard();
            Patience.await(peer.play("camera", heard));
            for (int i = 0; i < MESSAGES; i++) {
                camera.data(i, "number", i);
            }
            Patience.await("all arrive", () -> heard.timestamps.size() >= MESSAGES);
            assertEquals(MESSAGES - 1L, (long) heard.timestamps.get(MESSAGES - 1));
            camera.close();
            Patience.await("the end is heard", () -> heard.closed);
        }
    }

    @Test
    public void membersOfAGroupAreIntroducedAndReachEachOther() throws Exception {
        GroupId group = GroupId.ofSpecifier("G:itest");
        try (Guest first = new Guest(); Guest second = new Guest()) {
            first.connect(SERVER.uri("peers"));
            second.connect(SERVER.uri("peers"));
            first.connection().peers().listener(PeerListener.NONE);
            Known ofFirst = new Known();
            Known ofSecond = new Known();
            first.connection().join(group, ofFirst);
            second.connection().join(group, ofSecond);
            PeerId firstId = first.connection().peers().nearId();
            PeerId secondId = second.connection().peers().nearId();
            Patience.await("one is told of the other", () -> ofFirst.members.contains(secondId) || ofSecond.members.contains(firstId));
            assertEquals(firstId, Patience.await(second.connection().peers().connect(firstId)).peerId());
        }
    }

    private static final class Known implements NetGroupListener {
        final Set<PeerId> members = ConcurrentHashMap.newKeySet();

        @Override
        public void introduced(NetGroup group, PeerId member) {
            members.add(member);
        }
    }

    private static final class Heard implements PeerStreamListener {
        final List<Long> timestamps = new CopyOnWriteArrayList<>();
        volatile boolean closed;

        @Override
        public void message(PeerSubscription subscription, byte[] message, int lostBefore) {
            if (RtmpMessage.type(message, 0) == MessageType.DATA_AMF0) {
                timestamps.add(RtmpMessage.timestamp(message, 0));
            }
        }

        @Override
        public void closed(PeerSubscription subscription) {
            closed = true;
        }
    }
}
