package org.stratocumulus.testkit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/** Writes down what it hears of a session; flows are accepted and kept by {@link #flows}. */
public final class Recorder implements SessionListener {
    private final List<RecvFlow> flows = new ArrayList<>();
    private final List<InetSocketAddress> formerAddresses = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private int opened;

    @Override
    public void opened(Session session) {
        opened++;
    }

    @Override
    public void flowOpened(Session session, RecvFlow flow) {
        flows.add(flow);
        flow.accept(RecvFlow.Order.QUEUED, (from, data, lostBefore) -> messages.add(data));
    }

    @Override
    public void addressChanged(Session session, InetSocketAddress former) {
        formerAddresses.add(former);
    }

    @Override
    public void closed(Session session, CloseReason reason) {
        closed.add(reason);
    }

    /** How often {@code opened} came. */
    public int opened() {
        return opened;
    }

    /** Flows that the far end began. */
    public List<RecvFlow> flows() {
        return List.copyOf(flows);
    }

    /** Messages of all flows, in order of arrival. */
    public List<byte[]> messages() {
        return List.copyOf(messages);
    }

    /** Every reason that {@code closed} brought; at most one, or the engine is wrong. */
    public List<CloseReason> closed() {
        return List.copyOf(closed);
    }

    /** Addresses that the far end had before it moved. */
    public List<InetSocketAddress> formerAddresses() {
        return List.copyOf(formerAddresses);
    }
}
