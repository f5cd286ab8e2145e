package org.stratocumulus.cluster.internal.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.Link;

/** Makes connections and runs the one thread that all links live on. TCP now; an encrypted one can take its place. */
public interface LinkTransport {
    /** The thread of all links; callbacks of this interface run on it. */
    Executor loop();

    /** Monotonic milliseconds. */
    long now();

    /**
     * Looks up a host without blocking the thread.
     *
     * @param then gets the addresses, or an empty list and what went wrong
     */
    void resolve(String host, BiConsumer<List<InetAddress>, String> then);

    /** Connects. */
    void dial(InetSocketAddress to, Dialled then);

    /**
     * Listens on all interfaces, instead of where it listened before; 0 ends listening. The old listener stays when the new one cannot be
     * opened.
     *
     * @param then gets the port listened on, 0 for none, and why it failed or null
     */
    void listen(int port, Acceptor acceptor, BiConsumer<Integer, String> then);

    /** What becomes of a dial. */
    interface Dialled {
        /** It is connected. @return the link to feed; null to hang up */
        Link connected(Carrier carrier);

        /** It is not. */
        void failed(String reason);
    }

    /** Takes connections of others. */
    interface Acceptor {
        /**
         * Somebody has connected; nothing has been read yet.
         *
         * @return the link to feed; null to hang up
         */
        Link accept(InetSocketAddress from, Carrier carrier);
    }
}
