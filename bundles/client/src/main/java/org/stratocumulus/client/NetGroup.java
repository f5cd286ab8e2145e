package org.stratocumulus.client;

import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/**
 * Membership in a NetGroup: the server names other members, and that is all of it; what members say to each other is theirs. Not in RFC
 * 7425; observed:
 *
 * <pre>
 * flow of the client, metadata 47 43:             01 21 15  group id (32)
 * flow of the server in return, metadata 47 43:   0B  peer id (32)          for each introduction
 * </pre>
 *
 * <p>Public methods may be called from any thread.
 */
public final class NetGroup {
    private static final int JOIN = 0x01;
    private static final int GROUP_ID = 0x15;
    private static final int PEER_ID = 0x0b;

    private final NetConnection connection;
    private final GroupId id;
    private final NetGroupListener listener;
    private SendFlow flow;
    private boolean over;

    NetGroup(NetConnection connection, GroupId id, NetGroupListener listener) {
        this.connection = connection;
        this.id = id;
        this.listener = listener;
    }

    /** Which group. */
    public GroupId id() {
        return id;
    }

    public NetConnection connection() {
        return connection;
    }

    /** Says the join again, whereupon the server introduces anew. */
    public void joinAgain() {
        connection.session().loop().execute(this::say);
    }

    /** Leaves the group. */
    public void leave() {
        connection.session().loop().execute(this::ended);
    }

    /** @return the flow that is the membership, by which the server's flow is known */
    SendFlow begin() {
        flow = connection.openFlow(new FlowMetadata.Group(), Priority.ROUTINE, new SendFlowListener() {
            @Override
            public void exception(SendFlow rejected, long code) {
                ended();
            }

            @Override
            public void closed(SendFlow closed) {
                ended();
            }
        });
        say();
        return flow;
    }

    void accept(RecvFlow answer) {
        answer.accept(RecvFlow.Order.QUEUED, new RecvFlowListener() {
            @Override
            public void message(RecvFlow from, byte[] data, int lostBefore) {
                if (!over && data.length == 1 + PeerId.LENGTH && data[0] == PEER_ID) {
                    listener.introduced(NetGroup.this, PeerId.of(data, 1));
                }
            }
        });
    }

    void ended() {
        if (!over) {
            over = true;
            connection.forget(flow);
            if (flow != null) {
                flow.close();
            }
            listener.closed(this);
        }
    }

    private void say() {
        if (!over && flow.bufferedBytes() == 0) { // one that waits says it already
            byte[] join = new byte[3 + GroupId.LENGTH];
            join[0] = JOIN;
            join[1] = 1 + GroupId.LENGTH; // VLU (RFC 7016 section 2.1.2)
            join[2] = GROUP_ID;
            System.arraycopy(id.toBytes(), 0, join, 3, GroupId.LENGTH);
            flow.write(join, Delivery.RELIABLE);
        }
    }
}
