package org.stratocumulus.directory.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * Which other nodes have a directory, from their greeting until they, or their links, are gone; and who is to hold what because of that. All but
 * {@link #view} is guarded by the {@link Directory}.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final String self;
    private final long life;
    private final Supplier<DirectorySettings> settings;
    private final LongSupplier clock;
    private final Book[] books;
    private final Owners owners;
    private final Counters counters;
    private final Greetings greetings = new Greetings();
    private final Map<ServerNode, Far> fars = new LinkedHashMap<>();
    /** For each kind. */
    private volatile View[] views = {View.empty(), View.empty()};
    private boolean turning = true;

    Membership(String self, long life, Supplier<DirectorySettings> settings, LongSupplier clock, Book[] books, Owners owners, Counters counters) {
        this.self = self;
        this.life = life;
        this.settings = settings;
        this.clock = clock;
        this.books = books;
        this.owners = owners;
        this.counters = counters;
    }

    /** Who holds what ids of a kind. Any thread. */
    View view(int kind) {
        return views[kind];
    }

    Collection<Far> all() {
        return fars.values();
    }

    /** Null when it has no directory, or none that is known yet. */
    Far of(ServerNode server) {
        return fars.get(server);
    }

    /** Those that have these identities. */
    List<ServerNode> linked(List<String> nodes) {
        return fars.keySet().stream().filter(node -> nodes.contains(node.nodeId())).toList();
    }

    /** A node is linked. */
    void connected(ServerNode server) {
        greet(server);
    }

    /** It is linked no more. */
    void disconnected(ServerNode server) {
        greetings.end(server);
        leave(server);
    }

    /** The settings have changed. @param form whether the form of this node has, which is the others' business, too */
    void changed(boolean form) {
        turning = true;
        if (form) {
            fars.keySet().forEach(this::greet);
        }
    }

    /** A node greets: its directory is new, or another, or has another form now. */
    void hello(ServerNode from, Message.Hello hello) {
        Far far = fars.get(from);
        if (far != null && far.life != hello.life()) {
            leave(from);
            far = null;
        }
        if (hello.answer()) {
            greetings.answered(from);
        }
        if (far == null) {
            fars.put(from, new Far(from, owners.take(from), hello, counters));
            turning = true;
            if (hello.sharded() != settings.get().sharded()) {
                LOG.warn("directory.form is {} here and {} on {}: that works, but let all nodes have the same", settings.get().form(),
                    hello.sharded() ? "sharded" : "full", from);
            }
        } else if (far.sharded != hello.sharded()) {
            far.sharded = hello.sharded();
            turning = true;
        }
        if (!hello.answer()) {
            say(from, true);
        }
    }

    /** Its directory is gone, and all that it told. */
    void leave(ServerNode server) {
        Far far = fars.remove(server);
        if (far == null) {
            return;
        }
        far.leave();
        turning = true;
        owners.release(far.number); // nobody finds it from now on
        for (Book book : books) {
            book.drop(far);
        }
    }

    /** Time has passed: brings everybody up to date with who is there, a part at a time, and greets again. */
    void tick(long now) {
        // a node that came and went while its messages were being read is not mentioned to listeners
        List.copyOf(fars.keySet()).stream().filter(server -> !server.isConnected()).forEach(this::leave);
        if (turning) {
            turn();
        }
        greetings.tick(now, server -> say(server, false));
    }

    private void turn() {
        turning = false;
        View[] next = views.clone();
        for (int kind = 0; kind < books.length; kind++) {
            // groups are few, and watched: every node is told of all
            boolean everything = kind == Kind.GROUPS.ordinal();
            if (!views[kind].isOf(fars.values(), settings.get().homes(), everything)) {
                next[kind] = new View(self, List.copyOf(fars.values()), settings.get().homes(), everything);
            }
            turning |= !books[kind].turn(next[kind]);
        }
        views = next;
    }

    /** Until it answers. */
    private void greet(ServerNode server) {
        greetings.begin(server, clock.getAsLong());
        say(server, false);
    }

    private void say(ServerNode server, boolean answer) {
        Far.send(server, new Message.Hello(settings.get().sharded(), life, answer), counters);
    }

    /** Tells the others to forget what they know from here. */
    void close() {
        fars.values().forEach(far -> far.send(new Message.Bye()));
        fars.values().forEach(Far::leave);
    }
}
