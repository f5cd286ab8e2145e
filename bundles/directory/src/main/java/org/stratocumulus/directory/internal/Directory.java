package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.directory.OwnedIds;
import org.stratocumulus.directory.internal.Counters.Counter;

/**
 * Who is where. Each node tells the others what it owns, in the order in which it changed; digests show what was lost on the way. Whatever came
 * from a node goes with its link. Any thread; the monitor of this object guards everything but lookups and changes of own ids, which take none.
 */
public final class Directory implements ClusterDirectory, ClusterListener, ClusterMessageHandler {
    /** How often {@link #tick} is to be called, in milliseconds: what changed within is one message for each link. */
    public static final long TICK = 100;
    /** The topic of all messages. */
    public static final String TOPIC = Far.TOPIC;
    /** Homes that a search asks. */
    static final int HOMES_ASKED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final String self;
    private final LongSupplier clock;
    private final Executor executor;
    private final Counters counters = new Counters();
    private final Owners owners = new Owners();
    private final Finds finds;
    private final Watches[] watches = new Watches[Kind.values().length];
    private final Book[] books = new Book[watches.length];
    private final Membership members;
    private final OwnedIds<PeerId> peers;
    private final OwnedIds<GroupId> groups;
    private volatile DirectorySettings settings;
    private volatile long flushed;
    private boolean closed;

    /**
     * @param self this node's identity
     * @param life grows with each directory of one node
     * @param seed of the tables; not to be foreseen
     * @param clock milliseconds, monotonic
     * @param executor runs one task at a time
     */
    public Directory(String self, long life, long seed, LongSupplier clock, Executor executor, DirectorySettings settings) {
        this.self = self;
        this.clock = clock;
        this.executor = executor;
        this.finds = new Finds(clock, executor, counters);
        for (Kind kind : Kind.values()) {
            int k = kind.ordinal();
            watches[k] = new Watches(executor, id -> known(k, id.a(), id.b(), id.c(), id.d()));
            books[k] = new Book(kind, seed, watches[k], counters);
        }
        this.members = new Membership(self, life, this::settings, clock, books, owners, counters);
        this.peers = new KindOfIds<>(this, Kind.PEERS, id -> new Id(id.a(), id.b(), id.c(), id.d()));
        this.groups = new KindOfIds<>(this, Kind.GROUPS, id -> Id.of(id.toBytes()));
        apply(settings);
    }

    /** Puts settings in force: what has to move, moves with the next ticks. */
    public synchronized void apply(DirectorySettings next) {
        DirectorySettings former = settings;
        settings = next;
        for (Book book : books) {
            book.maxIds(next.maxIds());
        }
        members.changed(former != null && former.sharded() != next.sharded());
    }

    @Override
    public OwnedIds<PeerId> peers() {
        return peers;
    }

    @Override
    public OwnedIds<GroupId> groups() {
        return groups;
    }

    /** An id is here or no more. After a pause it is told at once, otherwise with the next tick, or when there is much to tell. */
    void change(int kind, Id id, boolean here) {
        int waiting = books[kind].change(id, here);
        if (waiting == 1 && clock.getAsLong() - flushed > TICK || waiting == Book.CHANGES_AT_ONCE) {
            try {
                executor.execute(this::flush);
            } catch (RejectedExecutionException e) { // nobody is told any more
                LOG.debug("the directory is being stopped");
            }
        }
    }

    List<ServerNode> known(int kind, long a, long b, long c, long d) {
        return owners.of(books[kind].table(), a, b, c, d);
    }

    /** Groups are told to every node in either form. */
    boolean isComplete(int kind) {
        return !settings.sharded() || kind != Kind.PEERS.ordinal();
    }

    CompletionStage<List<ServerNode>> find(int kind, Id id) {
        List<ServerNode> known = known(kind, id.a(), id.b(), id.c(), id.d());
        if (!known.isEmpty() || isComplete(kind)) {
            return CompletableFuture.completedFuture(known);
        }
        List<Far> homes = members.view(kind).homes(id.a(), id.b());
        return homes.isEmpty() ? CompletableFuture.completedFuture(List.of())
            : finds.begin(kind, id, homes.subList(0, Math.min(homes.size(), HOMES_ASKED)));
    }

    Watches watches(int kind) {
        return watches[kind];
    }

    /** Time has passed. */
    public synchronized void tick() {
        if (closed) {
            return;
        }
        long now = clock.getAsLong();
        flush();
        members.tick(now);
        for (Far far : members.all()) {
            for (int kind = 0; kind < books.length; kind++) {
                tick(far, kind, now);
            }
        }
        finds.tick();
    }

    private void tick(Far far, int kind, long now) {
        far.telling(kind).flush(now);
        if (far.telling(kind).isBehind()) {
            far.telling(kind).sendDigests();
        }
        books[kind].sendPages(far);
        Hearing hearing = far.hearing(kind);
        if (hearing.isOverfull() && books[kind].hasRoom()) {
            hearing.overfull(false);
        }
        if (hearing.shouldAsk(now)) {
            counters.count(Counter.DIFFERENCES);
            hearing.await(now);
            far.send(new Message.Ask(kind));
        }
    }

    private synchronized void flush() {
        long now = clock.getAsLong();
        for (int kind = 0; kind < books.length; kind++) {
            if (books[kind].flush()) {
                flushed = now;
            }
            for (Far far : members.all()) {
                far.telling(kind).flush(now);
            }
        }
    }

    @Override
    public synchronized void connected(ServerNode server) {
        if (!server.nodeId().isEmpty() && !closed) {
            members.connected(server);
        }
    }

    @Override
    public synchronized void disconnected(ServerNode server, String reason) {
        members.disconnected(server);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        Message message;
        try {
            byte[] bytes = AmfByteArray.alone(values);
            message = bytes == null ? null : Message.decode(bytes);
        } catch (IllegalArgumentException e) {
            LOG.debug("no message of a directory from {}: {}", from, e.getMessage());
            message = null;
        }
        if (message == null || from.nodeId().isEmpty()) {
            counters.count(Counter.MESSAGES_IGNORED);
        } else {
            heard(from, message);
        }
    }

    private synchronized void heard(ServerNode from, Message message) {
        if (closed || !from.isConnected()) {
            return;
        }
        if (message instanceof Message.Hello hello) {
            members.hello(from, hello);
            return;
        }
        Far far = members.of(from);
        if (far == null) {
            counters.count(Counter.MESSAGES_IGNORED);
        } else if (message instanceof Message.Changes changes) {
            books[changes.kind()].heard(far, changes);
        } else if (message instanceof Message.Page page) {
            books[page.kind()].heard(far, page);
            far.hearing(page.kind()).await(clock.getAsLong());
        } else if (message instanceof Message.Digests digests) {
            digests(far, digests);
        } else if (message instanceof Message.Ask ask) {
            far.telling(ask.kind()).flush(clock.getAsLong());
            far.telling(ask.kind()).sendDigests();
        } else if (message instanceof Message.Want want) {
            far.telling(want.kind()).want(want.shelves());
            books[want.kind()].sendPages(far);
        } else if (message instanceof Message.Find find) {
            find(far, find);
        } else if (message instanceof Message.Found found) {
            finds.found(far, found.number(), members.linked(found.nodes()));
        } else if (message instanceof Message.Bye) {
            members.leave(from);
        }
    }

    private void digests(Far far, Message.Digests message) {
        Hearing hearing = far.hearing(message.kind());
        var differing = hearing.compare(message.number(), message.digests());
        if (!differing.isEmpty() && !hearing.isOverfull()) {
            hearing.await(clock.getAsLong());
            far.send(new Message.Want(message.kind(), differing));
        }
    }

    private void find(Far far, Message.Find find) {
        Id id = find.id();
        List<String> nodes = new ArrayList<>();
        if (books[find.kind()].table().contains(id, Book.SELF)) {
            nodes.add(self);
        }
        known(find.kind(), id.a(), id.b(), id.c(), id.d()).stream().filter(node -> node != far.server)
            .limit(Message.MAX_OWNERS - 1L).forEach(node -> nodes.add(node.nodeId()));
        far.send(new Message.Found(find.kind(), find.number(), nodes));
    }

    /** Tells the others to forget what they know from here. */
    public synchronized void close() {
        closed = true;
        members.close();
        finds.close();
    }

    /** Those in force. */
    public DirectorySettings settings() {
        return settings;
    }

    Counters counters() {
        return counters;
    }

    Book book(Kind kind) {
        return books[kind.ordinal()];
    }

    synchronized List<Far> fars() {
        return List.copyOf(members.all());
    }
}
