package org.stratocumulus.api.group;

import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;

/** A member of a NetGroup that was added by hand; it is one until it is closed. Any thread. */
@ProviderType
public interface VirtualMember extends AutoCloseable {
    GroupId group();

    PeerId peer();

    /** Takes it out: nobody is introduced to it any more. Harmless when repeated. */
    @Override
    void close();
}
