package org.stratocumulus.balancing.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Turns public addresses ({@code host:port}) into socket addresses. Names are resolved by the executor, never by the caller: what is not
 * known yet is left out until it is. A name that does not resolve any more keeps the addresses it had. Safe for all threads.
 */
public final class AddressBook {
    /** Names remembered; further ones stay unresolved. */
    static final int MAX_NAMES = 1024;
    /** Addresses taken of one name. */
    static final int MAX_OF_ONE_NAME = 8;
    static final long FRESH_MILLIS = 60_000;
    static final long RETRY_MILLIS = 5_000;

    /** Asks the name service. */
    @FunctionalInterface
    public interface Resolver {
        /** May block. @throws UnknownHostException when there is no such name */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final class Entry {
        private List<InetAddress> addresses = List.of();
        private long due;
        private boolean underway;
        private String problem = "";
    }

    private final Resolver resolver;
    private final Executor executor;
    private final Map<String, Entry> names = new HashMap<>();

    /** @param executor a pool of its own: the name service may take its time */
    public AddressBook(Resolver resolver, Executor executor) {
        this.resolver = resolver;
        this.executor = executor;
    }

    /** What is known of these addresses, in their order. */
    public List<InetSocketAddress> find(List<String> hostPorts, long now) {
        List<InetSocketAddress> found = new ArrayList<>();
        for (String hostPort : hostPorts) {
            int colon = hostPort.lastIndexOf(':');
            int port = colon < 1 ? 0 : port(hostPort.substring(colon + 1));
            if (port == 0) {
                continue;
            }
            for (InetAddress address : addresses(bare(hostPort.substring(0, colon)), now)) {
                found.add(new InetSocketAddress(address, port));
            }
        }
        return found;
    }

    /** Which of these addresses cannot be used, and why; empty when all can. */
    public String problem(List<String> hostPorts) {
        List<String> problems = new ArrayList<>();
        for (String hostPort : hostPorts) {
            int colon = hostPort.lastIndexOf(':');
            if (colon < 1 || port(hostPort.substring(colon + 1)) == 0) {
                problems.add("'" + hostPort + "' is not host:port");
                continue;
            }
            synchronized (names) {
                Entry entry = names.get(bare(hostPort.substring(0, colon)));
                if (entry != null && !entry.problem.isEmpty()) {
                    problems.add(entry.problem);
                }
            }
        }
        return String.join("; ", problems);
    }

    private List<InetAddress> addresses(String host, long now) {
        synchronized (names) {
            Entry entry = names.get(host);
            if (entry == null) {
                if (names.size() >= MAX_NAMES) {
                    names.values().removeIf(e -> !e.underway && now - e.due > FRESH_MILLIS);
                    if (names.size() >= MAX_NAMES) {
                        return List.of();
                    }
                }
                entry = new Entry();
                entry.due = now;
                names.put(host, entry);
            }
            if (!entry.underway && now >= entry.due) {
                entry.underway = true;
                entry.due = now + FRESH_MILLIS;
                ask(host, entry, now);
            }
            return entry.addresses;
        }
    }

    private void ask(String host, Entry entry, long now) {
        try {
            executor.execute(() -> resolve(host, entry, now));
        } catch (RejectedExecutionException e) {
            entry.underway = false; // shutting down
        }
    }

    private void resolve(String host, Entry entry, long now) {
        List<InetAddress> found = List.of();
        String problem = "";
        try {
            InetAddress[] all = resolver.resolve(host);
            found = List.of(all).subList(0, Math.min(all.length, MAX_OF_ONE_NAME));
        } catch (UnknownHostException | SecurityException e) {
            problem = "'" + host + "' does not resolve";
        }
        synchronized (names) {
            entry.underway = false;
            entry.problem = problem;
            if (problem.isEmpty()) {
                entry.addresses = List.copyOf(found);
            } else {
                entry.due = now + RETRY_MILLIS;
            }
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= 65535 ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
