package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stratocumulus.api.cluster.ServerNode;

/** Nodes by the number under which their ids are held. Changed by one thread at a time, read by any. */
final class Owners {
    /** Owners of one id that are named; more of one group are known as well when this is read as a watch. */
    private static final int FIRST = 8;

    private volatile ServerNode[] byNumber = new ServerNode[16];

    /** The smallest number that is free, above {@link Book#SELF}; until it is released all ids under it are this node's. */
    int take(ServerNode server) {
        ServerNode[] next = byNumber.clone();
        int number = Book.SELF + 1;
        while (number < next.length && next[number] != null) {
            number++;
        }
        if (number == next.length) {
            next = Arrays.copyOf(next, next.length * 2);
        }
        next[number] = server;
        byNumber = next;
        return number;
    }

    /** Nothing is held under this number any more. */
    void release(int number) {
        ServerNode[] next = byNumber.clone();
        next[number] = null;
        byNumber = next;
    }

    /** The linked nodes that own an id, this one left out. */
    List<ServerNode> of(IdTable table, long a, long b, long c, long d) {
        ServerNode[] nodes = byNumber; // before the numbers: one that is given away meanwhile means a node that is linked no more
        short[] numbers = new short[FIRST];
        int found = table.owners(a, b, c, d, numbers);
        if (found == 0) {
            return List.of();
        }
        if (found > FIRST) {
            numbers = new short[found];
            found = Math.min(found, table.owners(a, b, c, d, numbers));
        }
        List<ServerNode> owners = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            int number = numbers[i] & 0xffff;
            ServerNode node = number < nodes.length ? nodes[number] : null;
            if (node != null && node.isConnected()) {
                owners.add(node);
            }
        }
        return owners;
    }
}
