package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.directory.internal.Counters.Counter;

/**
 * All ids of one kind: this node's own, what the others are told of them, and what they told of theirs. {@link #change} and {@link #table} are for
 * any thread, everything else is guarded by the {@link Directory}.
 */
final class Book {
    /** Owner number of this node. */
    static final int SELF = 1;
    /** Changes that are told without waiting for the next tick. */
    static final int CHANGES_AT_ONCE = 1024;
    /** Ids told to others in one tick because nodes came or went; the rest has to wait for the next. */
    static final int IDS_PER_TURN = 65_536;
    /** Pages sent to one node in one tick. */
    static final int PAGES_PER_TICK = 16;

    private final int kind;
    private final IdTable table;
    private final Watches watches;
    private final Counters counters;
    /** By id: whether it is here now. What changes back before it was told is never told. */
    private final Map<Id, Boolean> changes = new HashMap<>();
    /** For each shelf who is to hold what of it; differs from the newest only while a turn is under way. */
    private final View[] views = new View[IdTable.SHELVES];
    private long ownCount;
    private volatile int maxIds;

    Book(Kind kind, long seed, Watches watches, Counters counters) {
        this.kind = kind.ordinal();
        this.table = new IdTable(seed);
        this.watches = watches;
        this.counters = counters;
        Arrays.fill(views, View.empty());
    }

    IdTable table() {
        return table;
    }

    /** Ids of this node. */
    long ownCount() {
        return ownCount;
    }

    void maxIds(int ids) {
        maxIds = ids;
    }

    /** An id is here from now on, or no more. @return how many changes wait */
    int change(Id id, boolean here) {
        synchronized (changes) {
            changes.put(id, here);
            return changes.size();
        }
    }

    /** Applies the changes that wait and tells those whom they concern. @return whether there were any */
    boolean flush() {
        Map<Id, Boolean> taken;
        synchronized (changes) {
            if (changes.isEmpty()) {
                return false;
            }
            taken = Map.copyOf(changes);
            changes.clear();
        }
        taken.forEach((id, here) -> {
            boolean changed = here ? table.add(id.a(), id.b(), id.c(), id.d(), SELF) : table.remove(id.a(), id.b(), id.c(), id.d(), SELF);
            if (changed) {
                ownCount += here ? 1 : -1;
                View view = views[id.shelf()];
                view.full().forEach(far -> tell(far, id, here));
                view.shardedHomes(id.a(), id.b()).forEach(far -> tell(far, id, here));
            }
        });
        return true;
    }

    private void tell(Far far, Id id, boolean here) {
        if (here) {
            far.telling(kind).add(id.a(), id.b(), id.c(), id.d());
        } else {
            far.telling(kind).remove(id.a(), id.b(), id.c(), id.d());
        }
    }

    /** Nodes have come, gone, or changed their form: brings shelves up to date, as many as one turn may. @return whether all are */
    boolean turn(View newest) {
        int told = 0;
        for (int shelf = 0; shelf < views.length; shelf++) {
            if (views[shelf] != newest) {
                if (told >= IDS_PER_TURN) {
                    return false;
                }
                told += turn(shelf, views[shelf], newest);
                views[shelf] = newest;
            }
        }
        return true;
    }

    private int turn(int shelf, View former, View newest) {
        Set<Far> newlyFull = without(newest.full(), former.full());
        Set<Far> noMoreFull = without(former.full(), newest.full());
        if (newlyFull.isEmpty() && noMoreFull.isEmpty() && !former.isSharded() && !newest.isSharded()) {
            return 0;
        }
        long[] ids = table.of(shelf, SELF);
        int told = 0;
        for (int i = 0; i < ids.length; i += Id.WORDS) {
            Id id = Id.at(ids, i);
            List<Far> had = former.shardedHomes(id.a(), id.b());
            List<Far> has = newest.shardedHomes(id.a(), id.b());
            told += turn(id, true, newlyFull, has, former.full(), had);
            told += turn(id, false, noMoreFull, had, newest.full(), has);
        }
        return told;
    }

    /** Tells those of the first two who are in none of the last two. */
    private int turn(Id id, boolean here, Collection<Far> some, Collection<Far> others, Collection<Far> but, Collection<Far> norThose) {
        int told = 0;
        for (Collection<Far> fars : List.of(some, others)) {
            for (Far far : fars) {
                if (!far.isGone() && !but.contains(far) && !norThose.contains(far)) {
                    tell(far, id, here);
                    told++;
                }
            }
        }
        return told;
    }

    private static Set<Far> without(Set<Far> fars, Set<Far> others) {
        Set<Far> rest = new HashSet<>(fars);
        rest.removeIf(far -> far.isGone() || others.contains(far));
        return rest;
    }

    /** Sends some of the shelves that the far end wants anew. */
    void sendPages(Far far) {
        BitSet wanted = far.telling(kind).wanted();
        for (int pages = 0; pages < PAGES_PER_TICK && !wanted.isEmpty();) {
            int first = wanted.nextSetBit(0);
            List<Message> next = pages(far, first, wanted);
            int last = first;
            for (Message page : next) {
                if (!far.send(page)) {
                    return; // the shelf remains wanted as a whole
                }
                counters.count(Counter.PAGES_OUT);
                pages++;
                last = Id.shelf(((Message.Page) page).to());
            }
            wanted.clear(first, last + 1);
        }
    }

    /** One shelf on several pages, or several neighbours that are wanted, too, on one. */
    private List<Message> pages(Far far, int first, BitSet wanted) {
        List<Id> ids = new ArrayList<>(held(far, first));
        int shelf = first;
        while (ids.size() < Message.MAX_IDS && wanted.get(shelf + 1)) {
            List<Id> more = held(far, shelf + 1);
            if (ids.size() + more.size() > Message.MAX_IDS) {
                break;
            }
            ids.addAll(more);
            shelf++;
        }
        return Pages.of(kind, ids, (long) first << 56, (long) shelf << 56 | -1L >>> 8);
    }

    /** What the far end is to hold of one shelf. */
    private List<Id> held(Far far, int shelf) {
        long[] words = table.of(shelf, SELF);
        List<Id> ids = new ArrayList<>(words.length / Id.WORDS);
        for (int i = 0; i < words.length; i += Id.WORDS) {
            if (views[shelf].holds(far, words[i], words[i + 1])) {
                ids.add(Id.at(words, i));
            }
        }
        return ids;
    }

    /** The far node has said what changed there. */
    void heard(Far far, Message.Changes message) {
        Hearing hearing = far.hearing(kind);
        if (!hearing.isNewer(message.number())) {
            return;
        }
        for (int i = 0; i < message.added().length; i += Id.WORDS) {
            note(far, message.added(), i);
        }
        for (int i = 0; i < message.removed().length; i += Id.WORDS) {
            strike(far, message.removed(), i);
        }
        hearing.heard(message.number(), message.digest());
    }

    /** The far node has said which ids it has in a range. */
    void heard(Far far, Message.Page page) {
        Set<Id> given = new HashSet<>();
        for (int i = 0; i < page.ids().length; i += Id.WORDS) {
            given.add(Id.at(page.ids(), i));
            note(far, page.ids(), i);
        }
        for (int shelf = Id.shelf(page.from()); shelf <= Id.shelf(page.to()); shelf++) {
            long[] held = table.of(shelf, far.number);
            for (int i = 0; i < held.length; i += Id.WORDS) {
                if (Pages.isWithin(page, held[i]) && !given.contains(Id.at(held, i))) {
                    strike(far, held, i);
                }
            }
        }
    }

    private void note(Far far, long[] w, int i) {
        if (table.size() - ownCount >= maxIds && !table.contains(Id.at(w, i), far.number)) {
            far.hearing(kind).overfull(true);
            counters.count(Counter.IDS_REFUSED);
        } else if (table.add(w[i], w[i + 1], w[i + 2], w[i + 3], far.number)) {
            far.hearing(kind).changed(w[i], w[i + 1], w[i + 2], w[i + 3], 1);
            watches.changed(Id.at(w, i));
        }
    }

    private void strike(Far far, long[] w, int i) {
        if (table.remove(w[i], w[i + 1], w[i + 2], w[i + 3], far.number)) {
            far.hearing(kind).changed(w[i], w[i + 1], w[i + 2], w[i + 3], -1);
            watches.changed(Id.at(w, i));
        }
    }

    /** All that a node told is void. */
    void drop(Far far) {
        table.drop(far.number);
        watches.allChanged();
    }

    /** There is room again for what was left out. */
    boolean hasRoom() {
        return table.size() - ownCount < maxIds - maxIds / 10L;
    }
}
