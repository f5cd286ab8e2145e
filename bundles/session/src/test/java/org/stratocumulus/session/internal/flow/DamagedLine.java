package org.stratocumulus.session.internal.flow;

import java.util.PriorityQueue;
import java.util.Random;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.session.internal.time.Alarms;

/** Two ends in virtual time, and a line between them that loses, delays, doubles and reorders by a seed. */
final class DamagedLine {
    private static final int NO_ECHO = 0xffff_ffff;

    /** A packet on its way. */
    private record Flying(long at, long order, FlowEnd to, byte[] packet) {
    }

    final FlowEnd a;
    final FlowEnd b;
    double loss;
    double doubled;
    long delay = 20;
    long jitter;
    /** Drops every packet. */
    boolean cut;
    int packets;

    private final Random random;
    private final Alarms alarms = new Alarms();
    private final PriorityQueue<Flying> flying = new PriorityQueue<>(
            (x, y) -> x.at != y.at ? Long.compare(x.at, y.at) : Long.compare(x.order, y.order));
    private long sent;
    private long now;

    DamagedLine(long seed, FlowLimits limits) {
        random = new Random(seed);
        a = new FlowEnd(alarms, limits);
        b = new FlowEnd(alarms, limits);
    }

    DamagedLine(long seed) {
        this(seed, FlowLimits.defaults());
    }

    long now() {
        return now;
    }

    /** Lets things happen for a time. */
    void run(long millis) {
        long until = now + millis;
        transmit();
        while (true) {
            long next = Math.min(alarms.next(), flying.isEmpty() ? Long.MAX_VALUE : flying.peek().at);
            if (next > until) {
                turn(until);
                return;
            }
            turn(Math.max(next, now));
            alarms.ring(now);
            transmit();
            while (!flying.isEmpty() && flying.peek().at <= now) {
                arrive(flying.poll());
                transmit();
            }
        }
    }

    /** Lets things happen until nothing is queued any more at either end, or the time is over. */
    boolean runUntilDelivered(long millis) {
        long until = now + millis;
        while (now < until && !(a.flows.allDelivered() && b.flows.allDelivered())) {
            run(50);
        }
        return a.flows.allDelivered() && b.flows.allDelivered();
    }

    private void turn(long moment) {
        now = moment;
        a.now = moment;
        b.now = moment;
    }

    private void transmit() {
        transmit(a, b);
        transmit(b, a);
    }

    private void transmit(FlowEnd from, FlowEnd to) {
        while (from.wanted) {
            byte[] chunks = from.packet();
            if (chunks == null) {
                return;
            }
            packets++;
            WireWriter out = new WireWriter(new byte[chunks.length + 8]);
            out.u32(from.roundTrip.takeTimestamp(now));
            out.u32(from.roundTrip.echoDue(now) ? from.roundTrip.takeEcho(now) : NO_ECHO);
            out.bytes(chunks);
            for (int copies = random.nextDouble() < doubled ? 2 : 1; copies > 0; copies--) {
                if (!cut && random.nextDouble() >= loss) {
                    long at = now + delay + (jitter == 0 ? 0 : random.nextInt((int) jitter));
                    flying.add(new Flying(at, sent++, to, out.toByteArray()));
                }
            }
        }
    }

    private void arrive(Flying arrived) {
        WireReader in = new WireReader(arrived.packet);
        FlowEnd end = arrived.to;
        end.roundTrip.timestampReceived(now, in.u32());
        int echo = in.u32();
        if (echo != NO_ECHO) {
            end.roundTrip.echoReceived(now, echo);
        }
        end.receive(in.rest());
    }
}
