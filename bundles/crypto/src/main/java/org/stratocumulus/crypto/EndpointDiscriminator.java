package org.stratocumulus.crypto;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** Names an endpoint in an IHello (RFC 7016 section 3.2; RFC 7425 section 4.4). Immutable. */
@ProviderType
public interface EndpointDiscriminator {
    /** The bytes as they travel. The caller must not change them. */
    byte[] encoded();

    /** The ancillary data: a URI, or just a path, or empty, as the client chose (RFC 7425 section 4.4.2.2). */
    Optional<String> ancillaryData();

    /** The fingerprint that the certificate must have, when one is demanded (RFC 7425 section 4.4.2.3). */
    Optional<PeerId> fingerprint();

    /** Whether this discriminator selects the certificate (RFC 7425 section 4.4.3). */
    boolean selects(Certificate certificate);
}
