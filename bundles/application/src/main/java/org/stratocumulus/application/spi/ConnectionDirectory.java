package org.stratocumulus.application.spi;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** Finds connected clients of this node. One service; any thread may use it. */
@ProviderType
public interface ConnectionDirectory {
    /** The client with this identity, the latest when there are several; null when none is connected here. */
    ClientConnection find(PeerId peer);

    /** The client that was last verified to be at this address (RFC 7016 section 3.5.4.2); null when none is connected here from there. */
    ClientConnection at(InetSocketAddress address);

    /**
     * Hears of clients that come and go, beginning with those that are here.
     *
     * @return ends the watch; nothing is heard after that, but for what is being said at this moment
     */
    Watch watch(ConnectionListener listener);

    /** A watch that can be ended. */
    @ProviderType
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
