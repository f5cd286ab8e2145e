package org.stratocumulus.cluster.internal.link;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.cluster.internal.wire.Outbox;
import org.stratocumulus.cluster.internal.wire.Payload;
import org.stratocumulus.cluster.internal.wire.Services;
import org.stratocumulus.cluster.internal.wire.Values;
import org.stratocumulus.cluster.internal.wire.WireException;

/**
 * One connection to another server, fed with bytes and time; it holds no socket, thread or clock.
 *
 * <pre>
 *   HELLO --far end's hello, admitted--> UP --lost, silent, stalled, garbage, close()--> CLOSED
 *     +------too late, refused, garbage, lost--------------------------------------------^
 * </pre>
 *
 * The initiator says hello at once, as the original does. The acceptor waits for the initiator's, so that it can answer an old node as an
 * old node does, without properties: the original sends back whatever it got. Confined to one thread, except {@link #send}.
 */
public final class Link {
    /** Where a link is in its life. */
    public enum State { HELLO, UP, CLOSED }

    private final Direction direction;
    private final InetSocketAddress address;
    private final Map<String, String> targetProperties;
    private final LinkLimits limits;
    private final LinkOwner owner;
    private final Carrier carrier;
    private final Outbox outbox;
    private final Traffic traffic = new Traffic();
    private final LinkInput input;
    private volatile State state = State.HELLO;
    private volatile FarEnd far;
    private volatile int roundTrip = -1;
    private volatile long since;
    private Heartbeat heartbeat;
    private long now;
    private long stalledSince = -1;

    /**
     * @param direction {@link Direction#TARGET} for the end that dialled
     * @param address the far end's
     * @param targetProperties of the target that was dialled; empty for the other end
     */
    public Link(Direction direction, InetSocketAddress address, Map<String, String> targetProperties, LinkLimits limits, LinkOwner owner,
            Carrier carrier) {
        this.targetProperties = Map.copyOf(targetProperties);
        this.direction = direction;
        this.address = address;
        this.limits = limits;
        this.owner = owner;
        this.carrier = carrier;
        this.input = new LinkInput(this, owner);
        this.outbox = new Outbox(limits.maxQueue(), limits.maxFrame());
    }

    /** The carrier is ready. */
    public void open(long time) {
        now = time;
        since = time;
        heartbeat = new Heartbeat(limits.heartbeatMillis(), limits.timeoutMillis(), time);
        outbox.whenFilled(carrier::wake);
        if (direction == Direction.TARGET) {
            outbox.addHello(owner.hello(this, true).encode());
        }
    }

    /** Bytes have come. The array is not kept. Never throws, whatever they are. */
    public void receive(byte[] data, int offset, int length, long time) {
        if (state == State.CLOSED) {
            return;
        }
        now = time;
        traffic.bytesIn.add(length);
        heartbeat.heard(time);
        try {
            input.feed(data, offset, length);
        } catch (WireException e) {
            close("protocol error: " + e.getMessage());
        }
        owner.read();
    }

    /** Time has passed. */
    public void tick(long time) {
        now = time;
        if (state == State.HELLO && time - since > limits.helloMillis()) {
            close("no hello within " + limits.helloMillis() + " ms");
        } else if (state == State.UP) {
            beat(time);
        }
    }

    /** This process was asleep for a while; the silence of that time proves nothing. */
    public void excuse(long time) {
        heartbeat.excuse(time);
        stalledSince = -1;
    }

    /** The carrier has ended by itself. */
    public void lost(String reason) {
        close(reason);
    }

    /** The carrier has taken bytes from the outbox. */
    public void taken(int bytes) {
        traffic.bytesOut.add(bytes);
        stalledSince = -1;
    }

    /** Tells a node of ours why it is not wanted, and closes. */
    public void refuse(String reason) {
        control(LinkInput.REFUSE, AmfString.of(reason));
        close("refused: " + reason);
    }

    /** Closes after what waits was written. The owner is told before this returns. */
    public void close(String reason) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        since = now;
        outbox.close();
        carrier.close();
        owner.down(this, reason);
    }

    /** Queues a message for handlers. Any thread. */
    public SendResult send(String name, Payload payload) {
        if (state != State.UP) {
            return SendResult.NOT_CONNECTED;
        }
        SendResult result = outbox.add(name, payload);
        if (result.isQueued()) {
            traffic.messagesOut.increment();
        }
        return result;
    }

    /** Says something to a node of ours, even when the queue is full of messages. Any thread. */
    public SendResult control(String name, AmfValue... values) {
        return outbox.add(name, Values.encode(values), true);
    }

    /** Says something to a node of ours on behalf of a bundle: within the limit of messages. Any thread. */
    public SendResult ask(String name, AmfValue... values) {
        return outbox.add(name, Values.encode(values), false);
    }

    /** What the hello said has changed: says it again. The far end then takes the new public address, an old node, too. */
    public void helloAgain() {
        if (state == State.UP) {
            outbox.addHello(owner.hello(this, far.isOurs()).encode());
        }
    }

    /** Announces running applications. */
    public void announce(byte[] services) {
        outbox.add(Services.NAME, services, true);
    }

    private void beat(long time) {
        if (outbox.waiting() == 0) {
            stalledSince = -1;
        } else if (stalledSince < 0) {
            stalledSince = time;
        } else if (time - stalledSince > limits.stallMillis()) {
            close("took nothing for " + (time - stalledSince) + " ms while " + outbox.waiting() + " bytes wait");
            return;
        }
        if (!far.isOurs()) {
            return;
        }
        if (heartbeat.isDead(time)) {
            close("silent for " + heartbeat.silence(time) + " ms");
        } else if (heartbeat.ping(time)) {
            control(LinkInput.PING, new AmfNumber(time));
        }
    }

    /** The far end has said hello, for the first time or again. */
    void introduced(FarEnd told) {
        if (state == State.UP) {
            again(told);
            return;
        }
        far = told;
        if (direction == Direction.INITIATOR) {
            outbox.addHello(owner.hello(this, told.isOurs()).encode());
        }
        String refusal = owner.refusal(this, told);
        if (refusal != null && told.isOurs()) {
            refuse(refusal);
        } else if (refusal != null) {
            close("refused: " + refusal);
        } else {
            state = State.UP;
            since = now;
            input.maxFrame(limits.maxFrame());
            owner.up(this);
        }
    }

    /** The original lets a second hello replace the public address, without a new event; who a node is does not change. */
    private void again(FarEnd told) {
        if (told.nodeId().equals(far.nodeId()) && !told.publicAddresses().isEmpty()) {
            far = far.at(told.publicAddresses());
        }
    }

    /** The answer to a ping has come. */
    void pong(long number) {
        heartbeat.pong(number, now);
        roundTrip = heartbeat.roundTripMillis();
    }

    /** Where it is in its life. Any thread. */
    public State state() {
        return state;
    }

    /** Which end dialled. */
    public Direction direction() {
        return direction;
    }

    /** The far end's address. */
    public InetSocketAddress address() {
        return address;
    }

    /** What the far end said; null before its hello. Any thread. */
    public FarEnd far() {
        return far;
    }

    /** The target's properties, on both ends; those of the hello where the target has none of that name. Any thread. */
    public Map<String, String> properties() {
        FarEnd told = far;
        if (told == null || told.properties().isEmpty()) {
            return targetProperties;
        }
        Map<String, String> all = new TreeMap<>(told.properties());
        all.putAll(targetProperties);
        return all;
    }

    /** Smoothed, in milliseconds; -1 unknown. Any thread. */
    public int roundTripMillis() {
        return roundTrip;
    }

    /** When the state was entered. Any thread. */
    public long since() {
        return since;
    }

    /** What it has carried. Any thread. */
    public Traffic traffic() {
        return traffic;
    }

    /** What it has to say, for the carrier. */
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public String toString() {
        return (direction == Direction.TARGET ? "link to " : "link from ") + HostPort.of(address);
    }
}
