package org.stratocumulus.session.internal;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The receive session identifiers of one loop (RFC 7016 section 3.5.1.1.2: new, unique, never 0). The remainder of an id
 * divided by the number of loops is the loop's index, so that datagrams find the loop without a shared table. Open
 * addressing with linear probing, at most half full. Confined to its loop.
 */
public final class IdTable {
    private static final int SMALLEST = 64;

    private final int loopIndex;
    private final int loops;
    private final SplittableRandom random;
    private int[] ids = new int[SMALLEST];
    private PacketReceiver[] receivers = new PacketReceiver[SMALLEST];
    private int size;

    /** @param seed of the ids; anything that others do not know */
    public IdTable(int loopIndex, int loops, long seed) {
        this.loopIndex = loopIndex;
        this.loops = loops;
        this.random = new SplittableRandom(seed);
    }

    /** Who has this id, or null. */
    public PacketReceiver get(int id) {
        for (int i = home(id); receivers[i] != null; i = i + 1 & ids.length - 1) {
            if (ids[i] == id) {
                return receivers[i];
            }
        }
        return null;
    }

    /** A random id of this loop that nobody has. */
    public int newId() {
        int id;
        do {
            int any = random.nextInt();
            id = any - Integer.remainderUnsigned(any, loops) + loopIndex;
        } while (id == 0 || Integer.remainderUnsigned(id, loops) != loopIndex || get(id) != null);
        return id;
    }

    /** Gives the id to the receiver, whoever had it before. */
    public void put(int id, PacketReceiver receiver) {
        if (2 * (size + 1) > ids.length) {
            grow();
        }
        insert(id, receiver);
    }

    /** Frees the id. */
    public void remove(int id) {
        int mask = ids.length - 1;
        int hole = home(id);
        while (receivers[hole] != null && ids[hole] != id) {
            hole = hole + 1 & mask;
        }
        if (receivers[hole] == null) {
            return;
        }
        size--;
        for (int i = hole + 1 & mask; receivers[i] != null; i = i + 1 & mask) {
            if ((i - home(ids[i]) & mask) >= (i - hole & mask)) {
                ids[hole] = ids[i];
                receivers[hole] = receivers[i];
                hole = i;
            }
        }
        receivers[hole] = null;
    }

    /** How many ids are taken. */
    public int size() {
        return size;
    }

    /** Shows every receiver there is now; the consumer may change the table. */
    public void forEach(Consumer<PacketReceiver> consumer) {
        for (PacketReceiver receiver : receivers.clone()) {
            if (receiver != null) {
                consumer.accept(receiver);
            }
        }
    }

    private void insert(int id, PacketReceiver receiver) {
        int i = home(id);
        while (receivers[i] != null && ids[i] != id) {
            i = i + 1 & ids.length - 1;
        }
        if (receivers[i] == null) {
            size++;
        }
        ids[i] = id;
        receivers[i] = receiver;
    }

    private void grow() {
        int[] oldIds = ids;
        PacketReceiver[] oldReceivers = receivers;
        ids = new int[2 * oldIds.length];
        receivers = new PacketReceiver[ids.length];
        size = 0;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldReceivers[i] != null) {
                insert(oldIds[i], oldReceivers[i]);
            }
        }
    }

    private int home(int id) {
        return (id * 0x9e3779b9 >>> 7) & ids.length - 1;
    }
}
