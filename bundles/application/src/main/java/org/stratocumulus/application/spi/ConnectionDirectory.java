package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** Finds connected clients of this node. One service; any thread may use it. */
@ProviderType
public interface ConnectionDirectory {
    /** The client with this identity, the latest when there are several; null when none is connected here. */
    ClientConnection find(PeerId peer);
}
