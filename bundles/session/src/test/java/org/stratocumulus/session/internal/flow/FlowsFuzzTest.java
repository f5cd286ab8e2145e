package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;

/** Whatever comes, nothing is thrown and the limits hold. */
public class FlowsFuzzTest {
    private static final int[] TYPES = {ChunkType.USER_DATA, ChunkType.NEXT_USER_DATA, ChunkType.RANGE_ACK, ChunkType.BITMAP_ACK,
        ChunkType.BUFFER_PROBE, ChunkType.FLOW_EXCEPTION};

    @Test
    public void randomChunksDoNoHarm() {
        Random random = random();
        for (int round = 0; round < 50; round++) {
            FlowEnd end = new FlowEnd();
            SendFlow flow = end.open(Priority.DATA);
            for (int i = 0; i < 1000; i++) {
                end.flows.packetBegins();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    byte[] payload = new byte[random.nextInt(40)];
                    random.nextBytes(payload);
                    for (int at = 0; at < payload.length; at++) {
                        payload[at] &= random.nextInt(3) == 0 ? 0xff : 0x07;
                    }
                    assertTrue(end.flows.chunk(TYPES[random.nextInt(TYPES.length)], new WireReader(payload)));
                }
                end.flows.packetEnds();
                live(end, flow, random);
            }
            assertFalse(end.flows.chunk(ChunkType.PING, new WireReader(new byte[0])));
            assertBounded(end);
        }
    }

    @Test
    public void damagedConversationsDoNoHarm() {
        Random random = random();
        for (int round = 0; round < 50; round++) {
            FlowEnd a = new FlowEnd();
            FlowEnd b = new FlowEnd();
            List<SendFlow> flows = new ArrayList<>(List.of(a.open(Priority.DATA), a.open(Priority.VIDEO)));
            for (int i = 0; i < 500; i++) {
                flows.get(random.nextInt(2)).write(new byte[random.nextInt(3000)], Delivery.RELIABLE);
                exchange(a, b, random);
                exchange(b, a, random);
                a.waitUntil(a.now + random.nextInt(300));
                b.waitUntil(a.now);
            }
            assertBounded(a);
            assertBounded(b);
        }
    }

    private static void exchange(FlowEnd from, FlowEnd to, Random random) {
        for (byte[] packet : from.packets()) {
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                packet[3 + random.nextInt(Math.min(packet.length - 3, 12))] = (byte) random.nextInt();
            }
            to.flows.packetBegins();
            WireReader in = new WireReader(packet);
            while (in.remaining() >= 3) {
                int type = in.u8();
                to.flows.chunk(type, in.slice(Math.min(in.u16(), in.remaining())));
            }
            to.flows.packetEnds();
        }
    }

    private static void live(FlowEnd end, SendFlow flow, Random random) {
        flow.write(new byte[random.nextInt(100)], Delivery.within(1000, 1000));
        end.packets();
        end.waitUntil(end.now + random.nextInt(100));
    }

    private static void assertBounded(FlowEnd end) {
        FlowLimits limits = FlowLimits.defaults();
        assertTrue(end.flows.recvFlowCount() <= limits.maxRecvFlows());
        assertTrue(end.flows.receiveBytes() <= limits.sessionReceiveBytes());
        assertTrue(end.flows.receiveBytes() >= 0);
        assertTrue(end.flows.outstandingBytes() >= 0);
        assertTrue(end.flows.bufferedBytes() >= 0);
        end.flows.end(null);
        assertTrue("all is given back", end.flows.receiveBytes() == 0 && end.flows.bufferedBytes() == 0);
        assertTrue(end.flows.outstandingBytes() == 0);
    }

    private static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FlowsFuzzTest seed " + seed);
        return new Random(seed);
    }
}
