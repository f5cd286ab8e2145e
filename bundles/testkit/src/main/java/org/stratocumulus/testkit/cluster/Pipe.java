package org.stratocumulus.testkit.cluster;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.Link;

/**
 * One end of a connection, and the bytes that it has sent and the other end has not read. At most {@link #WINDOW} of them: then, as with
 * TCP, the rest waits in the link's outbox.
 */
final class Pipe implements Carrier {
    private static final int WINDOW = 512 * 1024;

    private final SimulatedCluster cluster;
    private final Machine near;
    private final Machine other;
    private final Queue<Piece> inFlight = new ArrayDeque<>();
    private Pipe far;
    private Link link;
    private int bytes;
    private long lastArrival;
    private boolean ended;
    private boolean waking;

    /** @param end null for bytes; else the stream ends here, and why */
    private record Piece(byte[] data, long arrives, String end) {
    }

    Pipe(SimulatedCluster cluster, Machine near, Machine other) {
        this.cluster = cluster;
        this.near = near;
        this.other = other;
    }

    void join(Pipe otherEnd) {
        far = otherEnd;
        otherEnd.far = this;
        cluster.add(this);
        cluster.add(otherEnd);
        near.opened(this);
        other.opened(otherEnd);
    }

    /** The other end. */
    Pipe far() {
        return far;
    }

    /** @param fed null to hang up */
    void attach(Link fed) {
        link = fed;
        if (fed == null) {
            close();
        } else {
            wake();
            far.resume();
        }
    }

    @Override
    public void wake() {
        if (!waking) {
            waking = true;
            near.after(0, this::drain);
        }
    }

    private void drain() {
        waking = false;
        while (link != null && !ended && bytes < WINDOW) {
            int length = link.outbox().drain();
            if (length == 0) {
                return;
            }
            send(Arrays.copyOf(link.outbox().array(), length), null);
            link.taken(length);
        }
    }

    @Override
    public void close() {
        drain();
        end("closed by the far end");
    }

    /** Nothing follows what was sent. */
    void end(String reason) {
        if (!ended) {
            ended = true;
            near.closed(this);
            send(new byte[0], reason);
        }
    }

    private void send(byte[] data, String end) {
        lastArrival = Math.max(lastArrival, cluster.time().now() + cluster.latency());
        inFlight.add(new Piece(data, lastArrival, end));
        bytes += data.length;
        cluster.time().schedule(lastArrival - cluster.time().now(), this::flow);
    }

    /** What stood still may pass. */
    void resume() {
        if (!inFlight.isEmpty()) {
            cluster.time().schedule(cluster.latency(), this::flow);
        }
    }

    /** What has arrived is read, unless the line is cut or nobody reads. */
    private void flow() {
        while (!inFlight.isEmpty() && inFlight.peek().arrives() <= cluster.time().now()) {
            if (cluster.isCut(near.number, other.number) || other.isFrozen() || far.link == null && !far.ended) {
                return;
            }
            deliver(inFlight.remove());
        }
    }

    private void deliver(Piece piece) {
        bytes -= piece.data().length;
        if (link != null && !ended) {
            wake();
        }
        Link reader = far.link;
        if (reader != null && !other.isDead()) {
            if (piece.end() == null) {
                reader.receive(piece.data(), 0, piece.data().length, cluster.time().now());
            } else {
                reader.lost(piece.end());
            }
        }
        if (piece.end() != null) {
            cluster.remove(this);
        }
    }
}
