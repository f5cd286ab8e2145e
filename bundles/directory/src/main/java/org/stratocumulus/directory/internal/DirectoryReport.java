package org.stratocumulus.directory.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stratocumulus.api.status.DirectoryStatus;

/** Figures of a directory. Any thread. */
public final class DirectoryReport implements DirectoryStatus {
    private final Directory directory;

    public DirectoryReport(Directory directory) {
        this.directory = directory;
    }

    @Override
    public String form() {
        return directory.settings().form();
    }

    @Override
    public List<NodeInfo> nodes() {
        synchronized (directory) {
            return directory.fars().stream().map(far -> {
                Hearing peers = far.hearing(Kind.PEERS.ordinal());
                Hearing groups = far.hearing(Kind.GROUPS.ordinal());
                return new NodeInfo(far.server.nodeId(), far.sharded ? "sharded" : "full", peers.count(), groups.count(),
                    peers.isComplete() && groups.isComplete());
            }).toList();
        }
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> values = new LinkedHashMap<>();
        synchronized (directory) {
            for (Kind kind : Kind.values()) {
                Book book = directory.book(kind);
                values.put("directory." + kind.label + "-own", book.ownCount());
                values.put("directory." + kind.label + "-known", book.table().size() - book.ownCount());
                values.put("directory." + kind.label + "-bytes", book.table().bytes());
            }
        }
        values.putAll(directory.counters().snapshot());
        return values;
    }
}
