package org.stratocumulus.directory.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;

/** Directories in virtual time, linked each with each in memory. What a link refuses, loses or reorders is the test's to say. */
final class Links {
    static final long LATENCY = 5;

    final List<Member> members = new ArrayList<>();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now = 1_000_000;
    private long order;
    /** Bytes of all messages with what a frame adds. */
    long bytes;

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    void run(long millis) {
        long end = now + millis;
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task task = tasks.poll();
            now = task.at();
            task.action().run();
        }
        now = end;
    }

    void after(long millis, Runnable action) {
        tasks.add(new Task(now + millis, order++, action));
    }

    long now() {
        return now;
    }

    /** A node, linked with nobody yet. */
    Member node(DirectorySettings settings) {
        Member member = new Member(String.format("%032x", members.size() + 1), settings, 1);
        members.add(member);
        return member;
    }

    /** So many nodes, linked each with each. */
    static Links of(int nodes, DirectorySettings settings) {
        Links links = new Links();
        for (int i = 0; i < nodes; i++) {
            links.node(settings);
        }
        for (Member one : links.members) {
            links.members.forEach(one::link);
        }
        return links;
    }

    /** A node and its ends of links. */
    final class Member {
        final String id;
        Directory directory;
        final Map<Member, End> ends = new HashMap<>();
        private boolean dead;

        Member(String id, DirectorySettings settings, long life) {
            this.id = id;
            start(settings, life);
        }

        /** A new directory; the former one, if any, ends without a word. */
        void start(DirectorySettings settings, long life) {
            Directory started = new Directory(id, life, 7 * life, Links.this::now, task -> after(0, task), settings);
            directory = started;
            tick(started);
        }

        private void tick(Directory running) {
            after(Directory.TICK, () -> {
                if (running == directory && !dead) {
                    running.tick();
                    tick(running);
                }
            });
        }

        void link(Member other) {
            if (other != this && !ends.containsKey(other)) {
                End there = new End(other);
                End here = new End(this);
                there.far = here;
                here.far = there;
                ends.put(other, there);
                other.ends.put(this, here);
                after(LATENCY, () -> directory.connected(there));
                after(LATENCY, () -> other.directory.connected(here));
            }
        }

        void unlink(Member other) {
            End there = ends.remove(other);
            if (there != null) {
                End here = other.ends.remove(this);
                there.up = false;
                here.up = false;
                after(0, () -> directory.disconnected(there, "lost"));
                after(0, () -> other.directory.disconnected(here, "lost"));
            }
        }

        void kill() {
            dead = true;
            List.copyOf(ends.keySet()).forEach(this::unlink);
        }
    }

    /** A node as another one sees it. */
    final class End implements ServerNode {
        private final Member node;
        private End far;
        private boolean up = true;
        /** What the link does not take. */
        boolean full;
        /** Messages that get lost although the link took them. */
        int lose;
        /** Messages that are held back, to come behind the later ones. */
        int hold;
        private final List<Runnable> held = new ArrayList<>();
        int messages;

        End(Member node) {
            this.node = node;
        }

        @Override
        public SendResult send(String handler, AmfValue... values) {
            if (!up) {
                return SendResult.NOT_CONNECTED;
            }
            if (full) {
                return SendResult.QUEUE_FULL;
            }
            messages++;
            bytes += ((AmfByteArray) values[0]).length() + 11;
            if (lose > 0) {
                lose--;
                return SendResult.QUEUED;
            }
            Runnable delivery = () -> {
                if (up && !node.dead) {
                    node.directory.message(far, handler, List.of(values));
                }
            };
            if (hold > 0) {
                hold--;
                held.add(delivery);
            } else {
                after(LATENCY, delivery);
                held.forEach(late -> after(LATENCY, late));
                held.clear();
            }
            return SendResult.QUEUED;
        }

        @Override
        public String nodeId() {
            return node.id;
        }

        @Override
        public long incarnation() {
            return 1;
        }

        @Override
        public String address() {
            return node.id;
        }

        @Override
        public List<String> publicAddresses() {
            return List.of();
        }

        @Override
        public Direction direction() {
            return Direction.TARGET;
        }

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }

        @Override
        public Set<String> capabilities() {
            return Set.of();
        }

        @Override
        public Set<String> services() {
            return Set.of();
        }

        @Override
        public boolean isConnected() {
            return up;
        }

        @Override
        public int roundTripMillis() {
            return 0;
        }

        @Override
        public Optional<NodeReport> report() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<AmfValue> request(String handler, Duration timeout, AmfValue... values) {
            throw new AssertionError("not used");
        }

        @Override
        public String toString() {
            return node.id;
        }
    }
}
