package org.stratocumulus.crypto.flash;

import java.util.List;
import java.util.Optional;

/**
 * What an identity's certificate says beside its keys (RFC 7425 section 4.3.3).
 *
 * @param hostname the Hostname option, travelling as UTF-8
 * @param acceptsAncillaryData whether discriminators with a URI may select it, as is usual for servers
 * @param groups at least one; the order is that of the wire
 */
public record IdentityTraits(Optional<String> hostname, boolean acceptsAncillaryData, List<DhGroup> groups) {
    /** A server: accepts a URI, and knows every group. */
    public static final IdentityTraits SERVER = new IdentityTraits(Optional.empty(), true, List.of(DhGroup.values()));

    /** A client: known by its fingerprint only, and knows every group. */
    public static final IdentityTraits CLIENT = new IdentityTraits(Optional.empty(), false, List.of(DhGroup.values()));

    /** A client derived from Adobe's, with a static key: group 2 only. */
    public static final IdentityTraits ADOBE_CLIENT = new IdentityTraits(Optional.empty(), false, List.of(DhGroup.MODP_1024));

    public IdentityTraits {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a Diffie-Hellman group");
        }
    }
}
