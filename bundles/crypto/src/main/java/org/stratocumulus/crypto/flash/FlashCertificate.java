package org.stratocumulus.crypto.flash;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.internal.packet.HmacSha256;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.WireReader;

/** A certificate of the Flash profile, RFC 7425 section 4.3. Any properly encoded one is authentic (section 4.3.4). Immutable. */
final class FlashCertificate implements Certificate {
    /** Every set of groups that certificates have had: one each for all of them. */
    private static final Map<Set<DhGroup>, Set<DhGroup>> GROUPS = new ConcurrentHashMap<>();

    private final byte[] encoded;
    private Set<DhGroup> ephemeralGroups = EnumSet.noneOf(DhGroup.class);
    private Map<DhGroup, byte[]> staticKeys = Map.of();
    private byte[] hostname;
    private boolean acceptsAncillaryData;
    private boolean listsEphemeral;
    private boolean listsStatic;
    private PeerId fingerprint;

    private FlashCertificate(byte[] encoded) {
        this.encoded = encoded;
    }

    /** @throws CryptoException when malformed, or without a group that this end knows */
    static FlashCertificate decode(byte[] encoded) {
        FlashCertificate certificate = FlashOption.read("certificate", encoded, in -> new FlashCertificate(encoded).read(in));
        // RFC 7425 4.3.3.4 and 4.3.3.5: one of both kinds, never both
        if (certificate.listsEphemeral == certificate.listsStatic) {
            throw new CryptoException("certificate: needs either ephemeral groups or static keys");
        }
        if (certificate.groups().isEmpty()) {
            throw new CryptoException("certificate: no group in common");
        }
        return certificate;
    }

    /** The same certificate with the view of this profile. */
    static FlashCertificate of(Certificate certificate) {
        return certificate instanceof FlashCertificate flash ? flash : decode(certificate.encoded());
    }

    private FlashCertificate read(WireReader in) {
        // RFC 7425 4.3.1: options of interest stand in the canonical section, before the first Marker; the rest must only be well formed
        int canonicalEnd = in.position();
        boolean markerFound = false;
        for (int count = 1; in.hasRemaining(); count++) {
            Option option = FlashOption.next(in, count);
            markerFound |= option.isMarker();
            if (!markerFound) {
                accept(option);
                canonicalEnd = in.position();
            }
        }
        ephemeralGroups = GROUPS.computeIfAbsent(ephemeralGroups, Collections::unmodifiableSet);
        fingerprint = PeerId.of(HmacSha256.sha256(encoded, 0, canonicalEnd));
        return this;
    }

    private void accept(Option option) {
        if (option.type() == FlashOption.HOSTNAME) {
            hostname = FlashOption.once(hostname, option.value());
        } else if (option.type() == FlashOption.ANCILLARY_DATA) {
            acceptsAncillaryData = true;
        } else if (option.type() == FlashOption.SUPPORTED_EPHEMERAL_GROUP) {
            listsEphemeral = true;
            DhGroup.ofId(option.reader().vlu()).ifPresent(ephemeralGroups::add);
        } else if (option.type() == FlashOption.STATIC_PUBLIC_KEY) {
            if (!listsStatic) {
                listsStatic = true;
                staticKeys = new EnumMap<>(DhGroup.class);
            }
            WireReader value = option.reader();
            DhGroup.ofId(value.vlu()).ifPresent(group -> staticKeys.putIfAbsent(group, value.rest()));
        }
    }

    @Override
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public PeerId fingerprint() {
        return fingerprint;
    }

    /** RFC 7425 section 4.3.7: only the identical certificate. */
    @Override
    public boolean overrides(Certificate other) {
        return Arrays.equals(encoded, other.encoded());
    }

    @Override
    public boolean acceptsAncillaryData() {
        return acceptsAncillaryData;
    }

    /** Whether the holder uses static public keys only; ephemeral ones only otherwise. */
    boolean isStatic() {
        return listsStatic;
    }

    /** The groups known to this end that the holder can use. */
    Set<DhGroup> groups() {
        return listsStatic ? staticKeys.keySet() : ephemeralGroups;
    }

    /** @throws CryptoException when the holder has no static key in the group */
    byte[] staticKey(DhGroup group) {
        byte[] key = staticKeys.get(group);
        if (key == null) {
            throw new CryptoException("certificate: no static key in group " + group.id());
        }
        return key;
    }

    /** Whether the certificate contains exactly this hostname. */
    boolean hasHostname(byte[] wanted) {
        return hostname != null && Arrays.equals(hostname, wanted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlashCertificate that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "Certificate[" + fingerprint + "]";
    }
}
