package org.stratocumulus.crypto.flash;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** An endpoint identity: its certificate and the private keys of the static public keys in it, if any. Immutable. */
public final class Identity {
    private final FlashCertificate certificate;
    private final Map<DhGroup, DhKeyPair> staticKeys;

    private Identity(FlashCertificate certificate, Map<DhGroup, DhKeyPair> staticKeys) {
        this.certificate = certificate;
        this.staticKeys = staticKeys;
    }

    /** A new identity that makes a key pair for every session, and so keeps past sessions secret whatever is found out later. */
    public static Identity ephemeral(IdentityTraits traits, SecureRandom random) {
        List<Option> options = begin(traits);
        // RFC 7425 4.3.3.3: gives the certificate a fingerprint of its own
        options.add(FlashOption.extraRandomness(random));
        traits.groups().forEach(group -> options.add(Option.ofVlu(FlashOption.SUPPORTED_EPHEMERAL_GROUP, group.id())));
        return new Identity(encode(options), Map.of());
    }

    /** A new identity that has one key pair for each of its groups, and so can prove that a peer ID is its own. Costly. */
    public static Identity ofStaticKeys(IdentityTraits traits, SecureRandom random) {
        Map<DhGroup, DhKeyPair> keys = new EnumMap<>(DhGroup.class);
        List<Option> options = begin(traits);
        for (DhGroup group : traits.groups()) {
            DhKeyPair pair = keys.computeIfAbsent(group, g -> g.newKeyPair(random));
            options.add(FlashOption.publicKey(FlashOption.STATIC_PUBLIC_KEY, group, pair.publicKey()));
        }
        return new Identity(encode(options), keys);
    }

    /**
     * An identity that was kept somewhere.
     *
     * @param exponents the private keys by group
     * @throws CryptoException when the certificate is malformed, or a private key is missing or does not belong to it
     */
    static Identity restore(byte[] certificate, Map<DhGroup, BigInteger> exponents) {
        FlashCertificate decoded = FlashCertificate.decode(certificate);
        Map<DhGroup, DhKeyPair> keys = new EnumMap<>(DhGroup.class);
        if (decoded.isStatic()) {
            for (DhGroup group : decoded.groups()) {
                BigInteger exponent = exponents.get(group);
                if (exponent == null || !Arrays.equals(group.keyPair(exponent).publicKey(), decoded.staticKey(group))) {
                    throw new CryptoException("identity: no private key for the certificate's key in group " + group.id());
                }
                keys.put(group, group.keyPair(exponent));
            }
        }
        return new Identity(decoded, keys);
    }

    /**
     * This identity with other groups in its certificate, lowest ID first, and so with another fingerprint; the same groups always give
     * the same one.
     *
     * @throws CryptoException when there are none, or one for which a static identity has no key
     */
    public Identity offering(Set<DhGroup> groups) {
        if (groups.equals(certificate.groups())) {
            return this;
        }
        List<Option> options = FlashOption.read("certificate", certificate.encoded(), Identity::withoutGroups);
        Map<DhGroup, DhKeyPair> keys = new EnumMap<>(DhGroup.class);
        for (DhGroup group : EnumSet.copyOf(groups)) {
            if (certificate.isStatic()) {
                options.add(FlashOption.publicKey(FlashOption.STATIC_PUBLIC_KEY, group, certificate.staticKey(group)));
                keys.put(group, staticKeys.get(group));
            } else {
                options.add(Option.ofVlu(FlashOption.SUPPORTED_EPHEMERAL_GROUP, group.id()));
            }
        }
        return new Identity(encode(options), keys);
    }

    /** The options of the canonical section (RFC 7425 section 4.3.1) that name no group. */
    private static List<Option> withoutGroups(WireReader in) {
        List<Option> options = new ArrayList<>();
        for (int count = 1; in.hasRemaining(); count++) {
            Option option = FlashOption.next(in, count);
            if (option.isMarker()) {
                break;
            }
            if (option.type() != FlashOption.SUPPORTED_EPHEMERAL_GROUP && option.type() != FlashOption.STATIC_PUBLIC_KEY) {
                options.add(option);
            }
        }
        return options;
    }

    /** The certificate as the far end gets to see it. */
    public Certificate certificate() {
        return certificate;
    }

    /** The certificate's fingerprint. */
    public PeerId peerId() {
        return certificate.fingerprint();
    }

    FlashCertificate flashCertificate() {
        return certificate;
    }

    /** One for each group of a static certificate; none for an ephemeral one. */
    Map<DhGroup, DhKeyPair> staticKeys() {
        return staticKeys;
    }

    private static List<Option> begin(IdentityTraits traits) {
        List<Option> options = new ArrayList<>();
        traits.hostname().ifPresent(name -> options.add(new Option(FlashOption.HOSTNAME, name.getBytes(StandardCharsets.UTF_8))));
        if (traits.acceptsAncillaryData()) {
            options.add(new Option(FlashOption.ANCILLARY_DATA, new byte[0]));
        }
        return options;
    }

    private static FlashCertificate encode(List<Option> options) {
        OptionList list = new OptionList(options);
        WireWriter out = new WireWriter(new byte[list.sizeWithoutMarker()]);
        list.writeWithoutMarker(out);
        return FlashCertificate.decode(out.array());
    }

    @Override
    public String toString() {
        return "Identity[" + peerId() + "]";
    }
}
