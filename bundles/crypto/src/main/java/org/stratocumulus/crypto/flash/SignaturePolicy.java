package org.stratocumulus.crypto.flash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.internal.packet.HmacSha256;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * How Initial Keying messages are signed and verified, RFC 7425 section 4.3.5.
 *
 * @param signWith passwords that this end signs with; may be empty
 * @param accept passwords that the far end may sign with
 * @param required whether the far end must sign with at least one of them; if not, any signature field is valid
 */
public record SignaturePolicy(List<SimplePassword> signWith, List<SimplePassword> accept, boolean required) {
    /** Signs with nothing and requires nothing. */
    public static final SignaturePolicy NONE = new SignaturePolicy(List.of(), List.of(), false);

    /** RFC 7425 section 4.3.5: a field without options is a capital X or empty; the X is what clients are used to. */
    private static final byte[] NO_OPTIONS = {'X'};

    public SignaturePolicy {
        signWith = List.copyOf(signWith);
        accept = List.copyOf(accept);
    }

    byte[] sign(byte[] message) {
        if (signWith.isEmpty()) {
            return NO_OPTIONS.clone();
        }
        OptionList options = new OptionList(signWith.stream().map(password -> password.sign(message)).toList());
        WireWriter out = new WireWriter(new byte[options.sizeWithoutMarker()]);
        options.writeWithoutMarker(out);
        return out.array();
    }

    boolean verify(byte[] message, byte[] signature) {
        if (!required) {
            return true;
        }
        try {
            return FlashOption.read("signature", signature, in -> verify(message, FlashOption.readAll(in)));
        } catch (CryptoException e) {
            // RFC 7425 4.3.5: a malformed field is as though empty
            return false;
        }
    }

    /** RFC 7425 section 4.3.5.1.1: one recognized password with a wrong code spoils the whole; unrecognized ones do not matter. */
    private boolean verify(byte[] message, List<Option> options) {
        int recognized = 0;
        for (Option option : options) {
            if (option.type() == FlashOption.SIMPLE_PASSWORD) {
                WireReader value = option.reader();
                byte[] code = value.bytes(HmacSha256.LENGTH);
                Optional<SimplePassword> password = accepted(new String(value.rest(), StandardCharsets.UTF_8));
                if (password.isPresent() && !password.get().verifies(message, code)) {
                    return false;
                }
                recognized += password.isPresent() ? 1 : 0;
            }
        }
        return recognized > 0;
    }

    private Optional<SimplePassword> accepted(String id) {
        return accept.stream().filter(password -> password.id().equals(id)).findFirst();
    }
}
