package org.stratocumulus.cluster.internal.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterMessageHandler;

/** The message handlers by name. Registered on any thread; messages come on the link thread and are decoded where they are handled. */
final class Handlers {
    private final Executor pool;
    private final LongAdder unhandled = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final List<Inbox> open = new ArrayList<>();
    private volatile Map<String, List<Entry>> byName = Map.of();
    private String lastName;
    private Map<String, List<Entry>> lastAll;
    private List<Entry> lastEntries;

    private record Entry(ClusterMessageHandler handler, String topic, int ranking, Inbox inbox) {
    }

    /** Takes the outcome of a request. */
    interface Answer {
        /** @param failure null when there is a value */
        void give(AmfValue value, String failure);
    }

    Handlers(Executor pool) {
        this.pool = pool;
    }

    synchronized void add(ClusterMessageHandler handler, List<String> topics, String path, int ranking) {
        Inbox inbox = new Inbox(handler, pool);
        Map<String, List<Entry>> next = new HashMap<>(byName);
        for (String topic : topics) {
            List<Entry> entries = new ArrayList<>(next.getOrDefault(ClusterMessageHandler.name(path, topic), List.of()));
            entries.add(new Entry(handler, topic, ranking, inbox));
            entries.sort(Comparator.comparingInt(Entry::ranking).reversed());
            next.put(ClusterMessageHandler.name(path, topic), List.copyOf(entries));
        }
        byName = Map.copyOf(next);
    }

    synchronized void remove(ClusterMessageHandler handler) {
        Map<String, List<Entry>> next = new HashMap<>();
        byName.forEach((name, entries) -> {
            List<Entry> rest = entries.stream().filter(e -> e.handler() != handler).toList();
            if (!rest.isEmpty()) {
                next.put(name, rest);
            }
        });
        byName = Map.copyOf(next);
    }

    /** A message has come; the array is valid during the call only. */
    void message(KnownNode from, String name, byte[] data, int offset, int length) {
        Map<String, List<Entry>> all = byName;
        if (name != lastName || all != lastAll) { // the very name, as a burst has it, is known already
            lastName = name;
            lastAll = all;
            lastEntries = all.get(name);
        }
        List<Entry> entries = lastEntries;
        if (entries == null) {
            unhandled.increment();
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            Inbox inbox = entries.get(i).inbox();
            if (!inbox.isOpen()) {
                open.add(inbox);
            }
            dropped.add(inbox.add(from, entries.get(i).topic(), data, offset, length));
        }
    }

    /** All that came at once has come: hands the messages to their handlers. */
    void flush() {
        for (int i = 0; i < open.size(); i++) {
            dropped.add(open.get(i).flush());
        }
        open.clear();
    }

    /** A request has come. The answer is given on the handler's thread, or at once when there is none. */
    void request(KnownNode from, String name, List<AmfValue> values, Answer answer) {
        List<Entry> entries = byName.get(name);
        if (entries == null) {
            answer.give(null, "no handler for '" + name + "'");
            return;
        }
        Entry entry = entries.get(0);
        dropped.add(entry.inbox().flush()); // what came before it
        if (!entry.inbox().mailbox.offer(() -> ask(entry, from, values, answer), 0)) {
            dropped.increment();
            answer.give(null, "the handler for '" + name + "' has too much to do");
        }
    }

    private static void ask(Entry entry, KnownNode from, List<AmfValue> values, Answer answer) {
        AmfValue value;
        try {
            value = AmfValue.of(entry.handler().request(from, entry.topic(), values));
        } catch (Exception e) { // whatever it is, the other server must be told
            answer.give(null, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            return;
        }
        answer.give(value, null);
    }

    long unhandled() {
        return unhandled.sum();
    }

    long dropped() {
        return dropped.sum();
    }
}
