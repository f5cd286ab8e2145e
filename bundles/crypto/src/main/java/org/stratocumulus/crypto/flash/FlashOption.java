package org.stratocumulus.crypto.flash;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** Option types of RFC 7425 section 4, and how sequences of options from the far end are read within limits. */
final class FlashOption {
    /** The longest certificate, discriminator, keying component or signature that is read, in bytes. */
    static final int MAX_SIZE = 4096;
    /** The most options and Markers in one of them. */
    static final int MAX_OPTIONS = 64;

    // RFC 7425 4.3.3 and 4.4.2: certificates and discriminators
    static final int HOSTNAME = 0x00;
    static final int ANCILLARY_DATA = 0x0a;
    static final int FINGERPRINT = 0x0f;
    static final int SUPPORTED_EPHEMERAL_GROUP = 0x15;
    static final int STATIC_PUBLIC_KEY = 0x1d;

    // RFC 7425 4.5.2: keying components; Extra Randomness occurs in certificates as well
    static final int EPHEMERAL_PUBLIC_KEY = 0x0d;
    static final int EXTRA_RANDOMNESS = 0x0e;
    static final int HMAC_NEGOTIATION = 0x1a;
    static final int GROUP_SELECT = 0x1d;
    static final int SEQUENCE_NUMBER_NEGOTIATION = 0x1e;

    // RFC 7425 4.3.5.1: signatures
    static final int SIMPLE_PASSWORD = 0x1d;

    /** RFC 7425 section 4.5.2.2: at most the length of a SHA-256 input block. */
    private static final int RANDOMNESS_LENGTH = 64;

    private FlashOption() {
    }

    /** Reads one element in full, turning every error of its syntax into a {@link CryptoException} that names the element. */
    static <T> T read(String element, byte[] encoded, Syntax<T> syntax) {
        if (encoded.length > MAX_SIZE) {
            throw new CryptoException(element + ": more than " + MAX_SIZE + " bytes");
        }
        try {
            return syntax.read(new WireReader(encoded));
        } catch (WireException e) {
            throw new CryptoException(element + ": " + e.getMessage());
        }
    }

    /** How an element is read. */
    interface Syntax<T> {
        T read(WireReader in);
    }

    /** All options of an element that has no Markers, or in which they mean nothing. */
    static List<Option> readAll(WireReader in) {
        List<Option> options = new ArrayList<>();
        for (int count = 1; in.hasRemaining(); count++) {
            Option option = next(in, count);
            if (!option.isMarker()) {
                options.add(option);
            }
        }
        return options;
    }

    /** The next option or Marker, the count-th from 1. */
    static Option next(WireReader in, int count) {
        if (count > MAX_OPTIONS) {
            throw new WireException("more than " + MAX_OPTIONS + " options");
        }
        return Option.decode(in);
    }

    /** The value before, unless there is one already: for options that MUST NOT occur more than once. */
    static <T> T once(T before, T value) {
        if (before != null) {
            throw new WireException("option occurs more than once");
        }
        return value;
    }

    /** An option whose value is a group ID and a public key (RFC 7425 sections 4.3.3.5 and 4.5.2.1). */
    static Option publicKey(int type, DhGroup group, byte[] key) {
        WireWriter value = new WireWriter(new byte[Vlu.size(group.id()) + key.length]);
        return new Option(type, value.vlu(group.id()).bytes(key).array());
    }

    /** Salt for a fingerprint or for session keys (RFC 7425 sections 4.3.3.3 and 4.5.2.2). */
    static Option extraRandomness(SecureRandom random) {
        byte[] randomness = new byte[RANDOMNESS_LENGTH];
        random.nextBytes(randomness);
        return new Option(EXTRA_RANDOMNESS, randomness);
    }
}
