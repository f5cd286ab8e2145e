package org.stratocumulus.session.internal.startup;

import java.util.HashMap;
import java.util.Map;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.LoopContext;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * Puts the fragments of packets together (RFC 7016 section 3.4). Anyone can send fragments of startup packets from any address, so
 * every dimension has a limit; what exceeds one is refused and counted. Startup and open sessions have one each, with limits of their
 * own, so that strangers cannot take the room of sessions. Confined to its loop.
 */
public final class Reassembly {
    /** Packets being reassembled at once. */
    static final int PACKETS = 256;
    /** Of them, of one origin: an address at startup, a session later. */
    static final int PACKETS_PER_ORIGIN = 4;
    /** RFC 7016 3.4: "the limit for each packet reassembly buffer" when nothing is known. */
    static final int PACKET_BYTES = 65_536;
    static final int FRAGMENTS = 256;
    /** Bytes held in all reassembly buffers. */
    static final int TOTAL_BYTES = 4 << 20;
    /** RFC 7016 3.4: up to 60 seconds while progress is being made. */
    static final long LIFETIME_MILLIS = 60_000;
    /** RFC 7016 3.4: at least one new fragment in the last second. */
    static final long PROGRESS_MILLIS = 1_000;

    private record Key(Object origin, int sessionId, long packetId) {
    }

    private final LoopContext context;
    private final Map<Key, Partial> partials = new HashMap<>();
    private final Alarms.Alarm sweep;
    private int totalBytes;

    public Reassembly(LoopContext context) {
        this.context = context;
        this.sweep = context.alarms().alarm(this::expire);
    }

    /**
     * Takes one fragment.
     *
     * @param origin from where: an address, or a session
     * @param sessionId of the packet it came in: part of the identity of what is being reassembled
     * @return the whole plain packet when this was the last one missing, else null
     */
    public byte[] fragment(Object origin, int sessionId, PacketFragment fragment) {
        Key key = new Key(origin, sessionId, fragment.packetId());
        Partial partial = partials.get(key);
        if (partial == null) {
            if (!hasRoom(origin)) {
                return refused();
            }
            partial = new Partial();
            partials.put(key, partial);
            sweep.setNoLaterThan(context.now() + PROGRESS_MILLIS);
        }
        if (totalBytes + fragment.packetFragment().length > TOTAL_BYTES || !partial.take(fragment)) {
            return refused();
        }
        if (!partial.isWhole()) {
            return null;
        }
        remove(key, partial);
        context.count(Counter.FRAGMENTED_PACKETS);
        return partial.join();
    }

    /** Packets being reassembled now. */
    int size() {
        return partials.size();
    }

    private byte[] refused() {
        context.count(Counter.FRAGMENT_REFUSED);
        return null;
    }

    private boolean hasRoom(Object origin) {
        if (partials.size() >= PACKETS) {
            return false;
        }
        int same = 0;
        for (Key key : partials.keySet()) {
            same += key.origin().equals(origin) ? 1 : 0;
        }
        return same < PACKETS_PER_ORIGIN;
    }

    private void expire() {
        long now = context.now();
        for (Key key : partials.keySet().toArray(new Key[0])) {
            Partial partial = partials.get(key);
            if (now - partial.progressAt >= PROGRESS_MILLIS || now - partial.begunAt >= LIFETIME_MILLIS) {
                remove(key, partial);
                context.count(Counter.FRAGMENT_EXPIRED);
            }
        }
        if (!partials.isEmpty()) {
            sweep.set(now + PROGRESS_MILLIS);
        }
    }

    private void remove(Key key, Partial partial) {
        partials.remove(key);
        totalBytes -= partial.bytes;
    }

    private final class Partial {
        private final long begunAt = context.now();
        private final byte[][] fragments = new byte[FRAGMENTS][];
        private long progressAt = begunAt;
        private int received;
        private int bytes;
        /** Number of fragments; known with the last one. */
        private int count = FRAGMENTS + 1;
        private int highest = -1;

        /** @return false for a fragment that cannot belong to this packet or makes it too large; one seen before is fine */
        boolean take(PacketFragment fragment) {
            int length = fragment.packetFragment().length;
            if (fragment.fragmentNum() >= Math.min(FRAGMENTS, count) || bytes + length > PACKET_BYTES) {
                return false;
            }
            int number = (int) fragment.fragmentNum();
            if (fragments[number] != null) {
                return true;
            }
            if (!fragment.moreFragments()) {
                if (highest > number) {
                    return false;
                }
                count = number + 1;
            }
            fragments[number] = fragment.packetFragment();
            highest = Math.max(highest, number);
            received++;
            bytes += length;
            totalBytes += length;
            progressAt = context.now();
            return true;
        }

        boolean isWhole() {
            return received == count;
        }

        byte[] join() {
            byte[] whole = new byte[bytes];
            int at = 0;
            for (int i = 0; i < count; i++) {
                System.arraycopy(fragments[i], 0, whole, at, fragments[i].length);
                at += fragments[i].length;
            }
            return whole;
        }
    }
}
