package org.stratocumulus.netgroup.internal;

import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.netgroup.internal.GroupCounters.Counter;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.SessionState;

/** A client's flow for one group, and the flow that answers it. Confined to the loop. */
final class GroupFlow implements RecvFlowListener {
    /** Bytes of introductions that may wait for the client; more are dropped. */
    static final int MAX_WAITING = 16 << 10;

    private static final int PEER_ID = 0x0b;

    private final ClientGroups client;
    private final RecvFlow flow;
    private GroupId id;
    private Membership membership;
    private SendFlow answer;
    private boolean unheard;

    GroupFlow(ClientGroups client, RecvFlow flow) {
        this.client = client;
        this.flow = flow;
    }

    @Override
    public void message(RecvFlow from, byte[] data, int lostBefore) {
        if (!JoinMessage.isJoin(data)) {
            client.counters().count(Counter.IGNORED);
            return;
        }
        GroupId group = JoinMessage.decode(data);
        if (group == null || id != null && !id.equals(group)) { // one flow is for one group
            client.counters().count(Counter.MALFORMED);
            leave();
        } else if (!client.mayJoin()) {
            client.counters().count(Counter.LIMITED);
            leave();
        } else {
            join(group);
        }
    }

    private void join(GroupId group) {
        if (id != null) {
            membership.joinAgain();
            return;
        }
        id = group;
        membership = client.join(group, this);
        if (membership == null) {
            client.counters().count(Counter.LIMITED);
            leave();
        }
    }

    /** The client takes no further part by this flow. */
    private void leave() {
        reject();
        closed(flow);
    }

    /** No message comes any more. */
    void reject() {
        if (flow.isOpen()) {
            flow.reject(0); // no exception codes are defined (RFC 7425 section 5.3.5.3)
        }
        endAnswer();
    }

    @Override
    public void closed(RecvFlow of) {
        client.ended(this);
        Membership its = membership;
        membership = null;
        endAnswer();
        if (its != null) {
            its.remove(this);
        }
    }

    private void endAnswer() {
        if (answer != null && answer.isOpen()) {
            answer.close();
        }
    }

    /**
     * Tells the client of a member, on a flow that answers this one.
     *
     * <pre>
     * 0B  peer id (32)
     * </pre>
     *
     * @return false when it cannot be told
     */
    boolean tell(PeerId member) {
        if (unheard || !flow.isOpen() || flow.session().state() != SessionState.OPEN) {
            return false;
        }
        if (answer == null) {
            answer = flow.session().openFlow(new FlowMetadata.Group().encode(), flow, Priority.ROUTINE, new SendFlowListener() {
                @Override
                public void closed(SendFlow over) {
                    unheard = true; // the client has rejected it, or all is over
                }
            });
        }
        if (answer.bufferedBytes() > MAX_WAITING) {
            return false;
        }
        byte[] message = new byte[1 + PeerId.LENGTH];
        message[0] = PEER_ID;
        System.arraycopy(member.toBytes(), 0, message, 1, PeerId.LENGTH);
        answer.write(message, Delivery.RELIABLE);
        return true;
    }
}
