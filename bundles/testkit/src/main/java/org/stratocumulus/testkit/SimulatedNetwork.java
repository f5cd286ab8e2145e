package org.stratocumulus.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hosts and what lies between them. Everything that happens by chance comes from one seed, so that a failure can be
 * repeated. Keeps a record of all datagrams that hosts sent.
 */
public final class SimulatedNetwork {
    private final VirtualTime time;
    private final Random random;
    private final Map<InetSocketAddress, SimulatedHost> hosts = new HashMap<>();
    private final Set<SimulatedHost> cutOff = new HashSet<>();
    private final Map<SimulatedHost, Translator> translators = new HashMap<>();
    private final Map<InetAddress, Translator> translatorsByAddress = new HashMap<>();
    private final List<Datagram> sent = new ArrayList<>();
    private Conditions conditions = Conditions.GOOD;
    private Predicate<Datagram> lost = datagram -> false;

    public SimulatedNetwork(VirtualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    /** A new host at an address that no other host has. */
    public SimulatedHost host(InetSocketAddress address, int loops) {
        SimulatedHost host = new SimulatedHost(this, time, address, loops);
        if (hosts.putIfAbsent(address, host) != null) {
            throw new IllegalArgumentException("there is a host at " + address + " already");
        }
        return host;
    }

    /** An IPv4 address of the documentation network 192.0.2.0/24. */
    public static InetSocketAddress address(int lastByte, int port) {
        return new InetSocketAddress("192.0.2." + lastByte, port);
    }

    /** What the network does from now on. */
    public void conditions(Conditions newConditions) {
        conditions = newConditions;
    }

    /** Loses what the predicate picks, before chance is asked; replaces the former predicate. */
    public void lose(Predicate<Datagram> picks) {
        lost = picks;
    }

    /**
     * Puts a host behind a translator: the network sees what it sends come from there, and reaches it by there only. Hosts behind the same
     * translator reach each other directly.
     */
    public void behind(Translator translator, SimulatedHost host) {
        translators.put(host, translator);
        translatorsByAddress.put(translator.outside(), translator);
    }

    /** Cuts a host off: it neither sends nor receives. */
    public void cutOff(SimulatedHost host) {
        cutOff.add(host);
    }

    /** Ends {@link #cutOff}. */
    public void reconnect(SimulatedHost host) {
        cutOff.remove(host);
    }

    /** Delivers a datagram from whatever address, as anybody on the Internet can, at once and for certain. */
    public void inject(InetSocketAddress from, InetSocketAddress to, byte[] data) {
        time.schedule(0, () -> deliver(from, to, data, null));
    }

    /** Every datagram that a host has sent, lost ones included, oldest first. */
    public List<Datagram> sent() {
        return List.copyOf(sent);
    }

    /** Every datagram that this host has sent from its address of now. */
    public List<Datagram> sentBy(SimulatedHost host) {
        return sent.stream().filter(datagram -> datagram.from().equals(host.address())).toList();
    }

    /** Forgets what was sent. */
    public void forget() {
        sent.clear();
    }

    void move(SimulatedHost host, InetSocketAddress address) {
        hosts.remove(host.address(), host);
        hosts.put(address, host);
    }

    void transmit(SimulatedHost from, InetSocketAddress to, byte[] data) {
        Translator translator = translators.get(from);
        boolean leaves = translator != null && translators.get(hosts.get(to)) != translator;
        Datagram datagram = new Datagram(time.now(), leaves ? translator.outward(from.address(), to) : from.address(), to, data);
        sent.add(datagram);
        boolean arrives = !lost.test(datagram) && !cutOff.contains(from) && random.nextDouble() >= conditions.loss();
        if (arrives) {
            long queueing = queueing(from, data.length);
            if (queueing >= 0) {
                travel(datagram, queueing, translator);
                if (random.nextDouble() < conditions.duplication()) {
                    travel(datagram, queueing, translator);
                }
            }
        }
    }

    /** @return milliseconds, or -1 for a datagram that finds no room */
    private long queueing(SimulatedHost from, int bytes) {
        if (conditions.bytesPerSecond() == 0) {
            return 0;
        }
        if (from.backlogMillis(time.now()) > conditions.maxBacklog()) {
            return -1;
        }
        return from.leavesAt(time.now(), bytes, conditions.bytesPerSecond()) - time.now();
    }

    private void travel(Datagram datagram, long queueing, Translator senders) {
        int delay = conditions.minDelay() + random.nextInt(conditions.maxDelay() - conditions.minDelay() + 1);
        time.schedule(queueing + delay, () -> deliver(datagram.from(), datagram.to(), datagram.data(), senders));
    }

    /** @param senders the translator that the sender is behind; null for none */
    private void deliver(InetSocketAddress from, InetSocketAddress to, byte[] data, Translator senders) {
        Translator translator = translatorsByAddress.get(to.getAddress());
        SimulatedHost host = hosts.get(translator == null ? to : translator.inward(from, to));
        boolean within = translator == null && translators.get(host) != null && translators.get(host) != senders;
        if (host != null && !within && !cutOff.contains(host)) {
            host.receive(from, data);
        }
    }
}
