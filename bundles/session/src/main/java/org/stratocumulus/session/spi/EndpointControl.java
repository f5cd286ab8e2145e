package org.stratocumulus.session.spi;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** What other bundles may have the server's endpoint do. One service while there is an endpoint; any thread. */
@ProviderType
public interface EndpointControl {
    /**
     * Closes a session reliably and in order (RFC 7016 section 3.5.5); nothing happens when it is not open.
     *
     * @param id its receive session identifier
     */
    void closeSession(int id);

    /**
     * Answers a hello that another server has forwarded (RFC 7016 sections 3.5.1.6 and 3.5.1.1.2): an RHello goes to the initiator as
     * though its hello had come here. No router is asked. Nothing is proved of the address and nothing is kept of it; these answers
     * take their share of {@code limit.hellosPerSecond}.
     *
     * @param replyAddress where the hello came from; resolved
     * @param discriminator its endpoint discriminator, unaltered; must select this endpoint, else there is no answer
     * @param tag its tag
     * @return false when too much waits for the event loops, and there will be no answer
     */
    boolean answerForwarded(InetSocketAddress replyAddress, byte[] discriminator, byte[] tag);
}
