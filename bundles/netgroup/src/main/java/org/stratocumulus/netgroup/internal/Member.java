package org.stratocumulus.netgroup.internal;

import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/** Somebody in a group, as the group sees it: {@link LocalMember} or {@link AwayMember}. Any thread. */
interface Member {
    PeerId peer();

    MemberInfo info();
}
