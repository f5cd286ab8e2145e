package org.stratocumulus.session.internal.flow;

import java.util.Arrays;
import org.stratocumulus.protocol.chunk.UserData.Fragmentation;

/** RECV_BUFFER (RFC 7016 section 3.6.3): fragments that came before their turn, by sequence number. Takes memory only when used. */
final class HeldFragments {
    /** One fragment that waits. */
    record Held(long sequenceNumber, Fragmentation fragmentation, byte[] data) {
        /** What it counts for in BUFFERED_SIZE. */
        int cost() {
            return data.length + FlowLimits.OVERHEAD;
        }
    }

    private static final Held[] NO_PLACES = {};
    private static final int FIRST_CAPACITY = 8;

    /** What flows have while nothing came before its turn. Nothing is to be added to it. */
    static final HeldFragments NONE = new HeldFragments();

    private Held[] held = NO_PLACES;
    private int head;
    private int tail;
    private int cost;

    boolean isEmpty() {
        return head == tail;
    }

    /** BUFFERED_SIZE of what is held. */
    int cost() {
        return cost;
    }

    /** Lowest sequence number held; {@link Long#MAX_VALUE} when nothing is. */
    long firstNumber() {
        return isEmpty() ? Long.MAX_VALUE : held[head].sequenceNumber;
    }

    Held removeFirst() {
        Held first = held[head];
        remove(head, head + 1);
        return first;
    }

    /** Adds a fragment whose number is not held, and tells its place. */
    int insert(Held fragment) {
        makeRoom();
        int place = placeOf(fragment.sequenceNumber);
        System.arraycopy(held, place, held, place + 1, tail - place);
        held[place] = fragment;
        tail++;
        cost += fragment.cost();
        return place;
    }

    /**
     * Takes out the message of which the fragment at a place is a part, if all of it is there.
     *
     * @return its data, or null
     */
    byte[] takeMessage(int place) {
        int begin = place;
        while (continues(held[begin].fragmentation)) {
            if (begin == head || !adjoin(begin - 1)) {
                return null;
            }
            begin--;
        }
        int end = place;
        while (goesOn(held[end].fragmentation)) {
            if (end + 1 == tail || !adjoin(end)) {
                return null;
            }
            end++;
        }
        byte[] message = concatenate(begin, end + 1);
        remove(begin, end + 1);
        return message;
    }

    /** Takes out the first whole message, wherever it is; null when there is none. */
    byte[] takeAnyMessage() {
        for (int i = head; i < tail; i++) {
            if (!continues(held[i].fragmentation)) {
                byte[] message = takeMessage(i);
                if (message != null) {
                    return message;
                }
            }
        }
        return null;
    }

    private void clear() {
        held = NO_PLACES;
        head = 0;
        tail = 0;
        cost = 0;
    }

    private static boolean continues(Fragmentation fragmentation) {
        return fragmentation == Fragmentation.MIDDLE || fragmentation == Fragmentation.END;
    }

    private static boolean goesOn(Fragmentation fragmentation) {
        return fragmentation == Fragmentation.BEGIN || fragmentation == Fragmentation.MIDDLE;
    }

    /** Whether the fragment at a place and the following one belong to one message. */
    private boolean adjoin(int place) {
        return held[place].sequenceNumber + 1 == held[place + 1].sequenceNumber && goesOn(held[place].fragmentation)
                && continues(held[place + 1].fragmentation);
    }

    private byte[] concatenate(int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            length += held[i].data.length;
        }
        byte[] message = new byte[length];
        int at = 0;
        for (int i = from; i < to; i++) {
            System.arraycopy(held[i].data, 0, message, at, held[i].data.length);
            at += held[i].data.length;
        }
        return message;
    }

    private int placeOf(long number) {
        int low = head;
        int high = tail;
        while (low < high) {
            int middle = low + high >>> 1;
            if (held[middle].sequenceNumber < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void makeRoom() {
        if (tail < held.length) {
            return;
        }
        int size = tail - head;
        Held[] target = size > held.length / 2 || held.length == 0 ? new Held[Math.max(FIRST_CAPACITY, 2 * held.length)] : held;
        System.arraycopy(held, head, target, 0, size);
        if (target == held) {
            Arrays.fill(held, size, tail, null);
        }
        held = target;
        head = 0;
        tail = size;
    }

    private void remove(int from, int to) {
        for (int i = from; i < to; i++) {
            cost -= held[i].cost();
        }
        if (from == head) {
            Arrays.fill(held, from, to, null);
            head = to;
        } else {
            System.arraycopy(held, to, held, from, tail - to);
            Arrays.fill(held, tail - (to - from), tail, null);
            tail -= to - from;
        }
        if (isEmpty()) {
            clear();
        }
    }
}
