package org.stratocumulus.api.directory;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * Ids of one kind and the nodes that own them. Any thread; no method blocks.
 *
 * @param <I> the kind of id
 */
@ProviderType
public interface OwnedIds<I> {
    /** This node has it from now on. Harmless when repeated. The other nodes hear of it within a second. */
    void own(I id);

    /** This node has it no more. Harmless when repeated, and for an id that it never had. */
    void disown(I id);

    /** Other nodes known on this node to own it, linked at this moment; never this node. With a sharded directory it may know less than {@link #find}. */
    List<ServerNode> known(I id);

    /** Whether {@link #known} is all that there is to know on this node, so that {@link #find} asks nobody. */
    boolean isComplete();

    /**
     * Other nodes that own it, asking the nodes that keep this part of a sharded directory where that is needed.
     *
     * @return completes on any thread, at once where nobody has to be asked, after one second at the latest; never exceptionally; empty for an
     *     unknown id
     */
    CompletionStage<List<ServerNode>> find(I id);

    /**
     * Hears of nodes that begin or cease to own one id, beginning with those that own it already. Every node is told of all groups; with a sharded
     * directory a node is told only of those peers that it is a home of, and hears of no others.
     *
     * @return closes the watch; nothing is heard after that
     */
    AutoCloseable watch(I id, OwnerListener listener);
}
