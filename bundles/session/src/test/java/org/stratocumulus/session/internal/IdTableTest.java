package org.stratocumulus.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class IdTableTest {
    @Test
    public void newIdsAreNeverZeroNeverTakenAndNameTheirLoop() {
        for (int loops : new int[] {1, 2, 3, 7, 256}) {
            IdTable table = new IdTable(loops - 1, loops, 5);
            for (int i = 0; i < 5_000; i++) {
                int id = table.newId();
                assertNotEquals(0, id);
                assertEquals(loops - 1, Integer.remainderUnsigned(id, loops));
                assertNull(table.get(id));
                table.put(id, receiver());
            }
            assertEquals(5_000, table.size());
        }
    }

    @Test
    public void itAgreesWithAMapWhateverIsPutAndRemoved() {
        Random random = new Random(1);
        IdTable table = new IdTable(0, 1, 1);
        Map<Integer, PacketReceiver> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            // few different ids, so that probing runs into each other and around the end
            int id = 1 + random.nextInt(400) * 0x0100_0000;
            if (random.nextBoolean()) {
                PacketReceiver receiver = receiver();
                table.put(id, receiver);
                model.put(id, receiver);
            } else {
                table.remove(id);
                model.remove(id);
            }
            int asked = 1 + random.nextInt(400) * 0x0100_0000;
            assertSame(model.get(asked), table.get(asked));
            assertEquals(model.size(), table.size());
        }
    }

    @Test
    public void whatIsShownMayBeRemovedMeanwhile() {
        IdTable table = new IdTable(0, 1, 1);
        Map<PacketReceiver, Integer> ids = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            PacketReceiver receiver = receiver();
            ids.put(receiver, table.newId());
            table.put(ids.get(receiver), receiver);
        }
        table.forEach(receiver -> table.remove(ids.remove(receiver)));
        assertTrue(ids.isEmpty());
        assertEquals(0, table.size());
    }

    private static PacketReceiver receiver() {
        return new PacketReceiver() {
            @Override
            public void datagram(InetSocketAddress from, byte[] data, int offset, int length) {
                throw new AssertionError("nobody sends");
            }
        };
    }
}
