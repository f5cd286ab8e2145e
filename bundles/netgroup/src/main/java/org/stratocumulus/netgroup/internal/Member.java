package org.stratocumulus.netgroup.internal;

import java.util.List;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/** Somebody in a group, as the group sees it. Any thread. */
interface Member {
    PeerId peer();

    /** Whether it cannot be told anything: it is a member of another server. */
    boolean isVirtual();

    /** Tells it of other members. */
    void introduce(List<PeerId> others);

    MemberInfo info();
}
