package org.stratocumulus.session;

import org.osgi.annotation.versioning.ProviderType;

/** One written message on its way. Used on the session's loop. */
@ProviderType
public interface WriteReceipt {
    /** Gives the message up (RFC 7016 section 3.6.2.2): what was not acknowledged yet is not sent again. */
    void abandon();

    /** Whether it was given up, by the writer, by a deadline or by loss. */
    boolean isAbandoned();

    /** Whether every fragment was acknowledged. */
    boolean isDelivered();

    /** Whether its first fragment was ever sent. */
    boolean isStarted();
}
