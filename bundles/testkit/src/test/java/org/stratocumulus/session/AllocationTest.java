package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** The data path allocates nothing per packet, the Flash profile's cipher included. */
public class AllocationTest {
    private static final InetSocketAddress CLIENT = SimulatedNetwork.address(1, 1);
    private static final InetSocketAddress SERVER = SimulatedNetwork.address(2, 2);
    private static final int PACKETS = 20_000;

    private final Wire client = new Wire(CLIENT);
    private final Wire server = new Wire(SERVER);
    private long now;

    @Test
    public void pingsAndTheirRepliesAllocateNothing() {
        client.peer = server;
        server.peer = client;
        endpoint(server, IdentityTraits.SERVER);
        Session[] opened = new Session[1];
        endpoint(client, IdentityTraits.ADOBE_CLIENT).connect(FlashDiscriminator.forUri("rtmfp://server/"), List.of(SERVER),
                new SessionListener() { }).thenAccept(session -> opened[0] = session);
        while (opened[0] == null) {
            exchange();
        }
        // a Ping of 1 ms silence each time round: header, cipher, both inputs, both outputs, alarms
        client.execute(() -> opened[0].keepalive(1));
        run(PACKETS);
        long packetsBefore = opened[0].stats().packetsIn();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        run(PACKETS);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        long packets = opened[0].stats().packetsIn() - packetsBefore;
        assertTrue("packets were exchanged: " + packets, packets > PACKETS / 2);
        assertEquals(SessionState.OPEN, opened[0].state());
        assertTrue(bytes + " bytes for " + packets + " round trips", bytes < packets);
    }

    private void run(int times) {
        for (int i = 0; i < times; i++) {
            exchange();
        }
    }

    private void exchange() {
        now += 10;
        client.work();
        server.work();
        client.work();
    }

    private Endpoint endpoint(Wire loop, IdentityTraits traits) {
        FlashProfile profile = new FlashProfile(Identity.ephemeral(traits, SeededRandom.of(loop.address.getPort())), FlashOptions.DEFAULT,
                SeededRandom.of(7));
        return new Endpoint(List.of(loop), profile, EndpointOptions.defaults(), Runnable::run, SeededRandom.of(9),
                () -> session -> new SessionListener() { }, List::of);
    }

    /** A loop that hands its datagrams to the other one, out of a few arrays that it keeps. */
    private final class Wire implements DatagramLoop {
        private final InetSocketAddress address;
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private final byte[][] arrived = new byte[16][2_048];
        private final int[] lengths = new int[16];
        private int waiting;
        private Wire peer;
        private DatagramHandler handler;
        private final Timer cancel = this::cancel;
        private Runnable timer;
        private long timerAt;

        Wire(InetSocketAddress address) {
            this.address = address;
        }

        void work() {
            for (int i = 0; i < waiting; i++) {
                handler.received(peer.address, arrived[i], 0, lengths[i]);
            }
            waiting = 0;
            handler.batchEnd();
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            if (timer != null && timerAt <= now) {
                Runnable due = timer;
                timer = null;
                due.run();
            }
        }

        @Override
        public void send(InetSocketAddress to, byte[] data, int offset, int length) {
            System.arraycopy(data, offset, peer.arrived[peer.waiting], 0, length);
            peer.lengths[peer.waiting++] = length;
        }

        @Override
        public Timer schedule(long delayMillis, Runnable task) {
            timer = task;
            timerAt = now + delayMillis;
            return cancel;
        }

        private void cancel() {
            timer = null;
        }

        @Override
        public void handler(DatagramHandler newHandler) {
            handler = newHandler;
        }

        @Override
        public int index() {
            return 0;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }
    }
}
