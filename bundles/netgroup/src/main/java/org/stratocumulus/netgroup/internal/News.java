package org.stratocumulus.netgroup.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.PeerId;

/** Who is to be told of whom after a change; nobody of the same one twice, nobody of itself. */
final class News {
    private final Map<LocalMember, Set<PeerId>> all = new LinkedHashMap<>();

    /** Nothing where one of them is missing, or the first is elsewhere. */
    void add(Member told, Member of) {
        if (told instanceof LocalMember member && of != null && !member.peer().equals(of.peer())) {
            all.computeIfAbsent(member, m -> new LinkedHashSet<>()).add(of.peer());
        }
    }

    void tell() {
        all.forEach((member, of) -> member.introduce(List.copyOf(of)));
    }
}
