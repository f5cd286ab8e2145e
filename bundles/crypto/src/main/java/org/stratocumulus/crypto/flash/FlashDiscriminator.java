package org.stratocumulus.crypto.flash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** An Endpoint Discriminator of the Flash profile, RFC 7425 section 4.4. Immutable. */
public final class FlashDiscriminator implements EndpointDiscriminator {
    private final byte[] encoded;
    private byte[] hostname;
    private String ancillaryData;
    private PeerId fingerprint;

    private FlashDiscriminator(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Selects any server that accepts a URI.
     *
     * @param uri travels as UTF-8, for example {@code rtmfp://server.example.com/app/instance}
     * @throws IllegalArgumentException when it takes more than 4 kB
     */
    public static FlashDiscriminator forUri(String uri) {
        return of(new Option(FlashOption.ANCILLARY_DATA, utf8(uri)));
    }

    /** The Canonical Endpoint Discriminator of a peer (RFC 7425 section 4.4.4): selects its certificate only. */
    public static FlashDiscriminator forPeer(PeerId peer) {
        return of(new Option(FlashOption.FINGERPRINT, peer.toBytes()));
    }

    /** Selects the certificate with this fingerprint, and tells its holder the URI. @throws IllegalArgumentException as {@link #forUri} */
    public static FlashDiscriminator forPeerAndUri(PeerId peer, String uri) {
        return of(new Option(FlashOption.FINGERPRINT, peer.toBytes()), new Option(FlashOption.ANCILLARY_DATA, utf8(uri)));
    }

    /** Selects servers of this hostname that accept a URI. @throws IllegalArgumentException as {@link #forUri} */
    public static FlashDiscriminator forHostAndUri(String hostname, String uri) {
        return of(new Option(FlashOption.HOSTNAME, utf8(hostname)), new Option(FlashOption.ANCILLARY_DATA, utf8(uri)));
    }

    /** Reads a discriminator. @throws CryptoException when malformed or too long */
    public static FlashDiscriminator decode(byte[] encoded) {
        return FlashOption.read("discriminator", encoded, in -> new FlashDiscriminator(encoded).read(in));
    }

    private static FlashDiscriminator of(Option... options) {
        OptionList list = OptionList.of(options);
        WireWriter out = new WireWriter(new byte[list.sizeWithoutMarker()]);
        list.writeWithoutMarker(out);
        try {
            return decode(out.array());
        } catch (CryptoException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private FlashDiscriminator read(WireReader in) {
        for (Option option : FlashOption.readAll(in)) {
            // RFC 7425 4.4.2.1 to 4.4.2.3: none of them more than once
            if (option.type() == FlashOption.HOSTNAME) {
                hostname = FlashOption.once(hostname, option.value());
            } else if (option.type() == FlashOption.ANCILLARY_DATA) {
                ancillaryData = FlashOption.once(ancillaryData, new String(option.value(), StandardCharsets.UTF_8));
            } else if (option.type() == FlashOption.FINGERPRINT) {
                fingerprint = FlashOption.once(fingerprint, fingerprint(option));
            }
        }
        return this;
    }

    private static PeerId fingerprint(Option option) {
        if (option.value().length != PeerId.LENGTH) {
            throw new WireException("fingerprint: " + option.value().length + " bytes");
        }
        return PeerId.of(option.value());
    }

    @Override
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public Optional<String> ancillaryData() {
        return Optional.ofNullable(ancillaryData);
    }

    @Override
    public Optional<PeerId> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    /** The algorithm of RFC 7425 section 4.4.3. */
    @Override
    public boolean selects(Certificate certificate) {
        if (fingerprint != null) {
            return fingerprint.equals(certificate.fingerprint());
        }
        if (hostname != null && !(certificate instanceof FlashCertificate flash && flash.hasHostname(hostname))) {
            return false;
        }
        return ancillaryData != null ? certificate.acceptsAncillaryData() : hostname != null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        fingerprint().ifPresent(peer -> parts.add("fingerprint=" + peer));
        ancillaryData().ifPresent(data -> parts.add("ancillaryData=" + data));
        return "EndpointDiscriminator" + parts;
    }
}
