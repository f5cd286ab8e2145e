package org.stratocumulus.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.transport.DatagramHandler;

public class SimulatedNetworkTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    public void theSameSeedGivesTheSameDatagramsAtTheSameMomentsAndAnotherDoesNot() {
        assertEquals(handshake(5), handshake(5));
        assertNotEquals(handshake(5), handshake(6));
    }

    @Test
    public void aboutAsMuchIsLostAndDoubledAsWasAskedFor() {
        List<Long> arrivals = sendThrough(Conditions.GOOD.withLoss(0.2).withDuplication(0.5), 10_000, 100);
        assertEquals(10_000 * 0.8 * 1.5, arrivals.size(), 400);
    }

    @Test
    public void bandwidthDelaysAndThenDrops() {
        List<Long> arrivals = sendThrough(Conditions.GOOD.withBandwidth(100_000, 50), 100, 1_000);
        long begin = time.now();
        assertEquals("10 ms to send each, no more than 50 ms waiting", 6, arrivals.size());
        assertTrue(begin > arrivals.get(5));
        assertEquals(10, arrivals.get(1) - arrivals.get(0));
    }

    @Test
    public void whatIsSentToAFormerAddressIsLost() {
        SimulatedNetwork network = new SimulatedNetwork(time, 1);
        SimulatedHost one = network.host(SimulatedNetwork.address(1, 1), 1);
        SimulatedHost two = network.host(SimulatedNetwork.address(2, 2), 1);
        List<Long> arrivals = arrivalsAt(two);
        two.moveTo(SimulatedNetwork.address(3, 3));
        one.loops().get(0).execute(() -> one.loops().get(0).send(SimulatedNetwork.address(2, 2), new byte[20], 0, 20));
        one.loops().get(0).execute(() -> one.loops().get(0).send(SimulatedNetwork.address(3, 3), new byte[20], 0, 20));
        time.advance(100);
        assertEquals(1, arrivals.size());
    }

    private static List<String> handshake(long seed) {
        SessionPair pair = SessionPair.plain(seed);
        pair.network().conditions(Conditions.BAD);
        pair.open();
        pair.time().advance(60_000);
        return pair.network().sent().stream().map(Datagram::toString).toList();
    }

    private List<Long> sendThrough(Conditions conditions, int count, int bytes) {
        SimulatedNetwork network = new SimulatedNetwork(time, 1);
        network.conditions(conditions);
        SimulatedHost one = network.host(SimulatedNetwork.address(1, 1), 1);
        SimulatedHost two = network.host(SimulatedNetwork.address(2, 2), 1);
        List<Long> arrivals = arrivalsAt(two);
        SimulatedLoop loop = one.loops().get(0);
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                loop.send(two.address(), new byte[bytes], 0, bytes);
            }
        });
        time.advance(10_000);
        return arrivals;
    }

    private List<Long> arrivalsAt(SimulatedHost host) {
        List<Long> arrivals = new ArrayList<>();
        host.loops().get(0).handler(new DatagramHandler() {
            @Override
            public void received(InetSocketAddress from, byte[] data, int offset, int length) {
                arrivals.add(time.now());
            }

            @Override
            public void batchEnd() {
                // nothing to answer
            }
        });
        return arrivals;
    }
}
