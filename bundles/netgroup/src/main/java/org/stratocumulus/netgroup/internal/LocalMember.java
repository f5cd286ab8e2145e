package org.stratocumulus.netgroup.internal;

import java.util.List;
import org.stratocumulus.api.PeerId;

/** A client of this node in a group. Any thread; its group calls it one at a time. */
interface LocalMember extends Member {
    /**
     * It is about to be taken in.
     *
     * @return false when it has left in the meantime
     */
    boolean enter(Group joined);

    /** There is no room in the group, or for the group. */
    void refused();

    /** Tells it of other members. */
    void introduce(List<PeerId> others);
}
