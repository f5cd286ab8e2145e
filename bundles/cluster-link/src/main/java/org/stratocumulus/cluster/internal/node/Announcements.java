package org.stratocumulus.cluster.internal.node;

import java.util.Set;
import java.util.TreeSet;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.wire.Services;

/**
 * Tells other servers which applications run here, under the handler ".": all to one that comes, a new one to all. What others
 * announce is known and shown, but starts nothing here.
 */
final class Announcements {
    private final Nodes nodes;
    private Set<String> running = Set.of();

    Announcements(Nodes nodes) {
        this.nodes = nodes;
    }

    /** A link has come up; to be said before anything else, so that "." is the first reference as in the original. */
    void greet(Link link) {
        link.announce(Services.encode(running));
    }

    /** These applications run now. */
    void update(Set<String> applications) {
        Set<String> started = new TreeSet<>(applications);
        started.removeAll(running);
        running = new TreeSet<>(applications);
        for (String path : started) {
            byte[] one = Services.encode(Set.of(path));
            nodes.linked().forEach(node -> node.primary().announce(one));
        }
    }
}
