package org.stratocumulus.cluster.internal.osgi;

import java.util.List;
import org.stratocumulus.api.cluster.ClusterStatus.LinkInfo;

/** One link in the form that management beans can carry. */
public final class LinkView {
    private final LinkInfo link;

    LinkView(LinkInfo link) {
        this.link = link;
    }

    /** As configured or learned, or where the initiator dialled from. */
    public String getAddress() {
        return link.address();
    }

    /** TARGET or INITIATOR. */
    public String getDirection() {
        return link.direction().name();
    }

    /** As in cumulus:server-list. */
    public String getState() {
        return link.state();
    }

    /** Identity of the node, empty when unknown. */
    public String getNodeId() {
        return link.nodeId();
    }

    /** Where clients reach it. */
    public List<String> getPublicAddresses() {
        return link.publicAddresses();
    }

    /** Milliseconds that the state has lasted. */
    public long getSinceMillis() {
        return link.sinceMillis();
    }

    /** -1 unknown. */
    public int getRoundTripMillis() {
        return link.roundTripMillis();
    }

    /** Messages for handlers received. */
    public long getMessagesIn() {
        return link.messagesIn();
    }

    /** Messages of this node's bundles queued. */
    public long getMessagesOut() {
        return link.messagesOut();
    }

    /** Bytes received. */
    public long getBytesIn() {
        return link.bytesIn();
    }

    /** Bytes sent. */
    public long getBytesOut() {
        return link.bytesOut();
    }

    /** Messages that were not queued. */
    public long getDropped() {
        return link.dropped();
    }

    /** Why the last attempt failed or the last link was lost. */
    public String getLastError() {
        return link.lastError();
    }
}
