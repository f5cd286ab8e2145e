package org.stratocumulus.directory.internal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.api.directory.OwnerListener;

/** Ids of one kind, as other bundles see them. Any thread. */
final class KindOfIds<I> implements OwnedIds<I> {
    private final Directory directory;
    private final int kind;
    private final Function<I, Id> toId;

    KindOfIds(Directory directory, Kind kind, Function<I, Id> toId) {
        this.directory = directory;
        this.kind = kind.ordinal();
        this.toId = toId;
    }

    @Override
    public void own(I id) {
        directory.change(kind, toId.apply(id), true);
    }

    @Override
    public void disown(I id) {
        directory.change(kind, toId.apply(id), false);
    }

    @Override
    public List<ServerNode> known(I id) {
        Id words = toId.apply(id);
        return directory.known(kind, words.a(), words.b(), words.c(), words.d());
    }

    @Override
    public boolean isComplete() {
        return directory.isComplete(kind);
    }

    @Override
    public CompletionStage<List<ServerNode>> find(I id) {
        return directory.find(kind, toId.apply(id));
    }

    @Override
    public AutoCloseable watch(I id, OwnerListener listener) {
        return directory.watches(kind).add(toId.apply(id), listener);
    }
}
