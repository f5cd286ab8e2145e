package org.stratocumulus.application.spi;

import java.net.InetSocketAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;

/**
 * A NetConnection as the bundles on its event loop see it. What is inherited from {@link Client}, {@link #loop} and
 * {@link #reportedAddresses} may be used by any thread; everything else on the loop only.
 */
@ProviderType
public interface ClientConnection extends Client {
    /** The session that carries it. */
    Session session();

    /** The loop that owns the session. */
    EventLoop loop();

    /** The client's NetConnection control flow, which every flow to the client answers (RFC 7425 section 5.3.5.2). */
    RecvFlow controlFlow();

    /** What the client said of its own addresses in its last setPeerInfo (RFC 7425 section 5.3.3); at most 16, never null. */
    List<InetSocketAddress> reportedAddresses();

    /**
     * Opens a flow to the client, return-associated with its control flow.
     *
     * @param metadata such as {@link FlowMetadata#stream}; network order is never hinted to clients
     * @param listener hears of the flow's end and of writability; an exception there ends that flow and nothing more
     * @throws IllegalStateException when the session is not open any more, or has as many flows as it may
     */
    SendFlow openFlow(FlowMetadata metadata, Priority priority, SendFlowListener listener);

    /** Asks the applications of this client's path. */
    ApplicationDispatch applications();
}
