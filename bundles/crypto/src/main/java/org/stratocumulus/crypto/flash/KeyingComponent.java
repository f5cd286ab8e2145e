package org.stratocumulus.crypto.flash;

import java.util.Objects;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * A Session Key Initiator or Responder Component, RFC 7425 section 4.5.
 *
 * @param encoded the bytes as they travel, which the session keys depend on
 * @param group the group of the ephemeral public key or, without one, of the Group Select option; null without both
 * @param publicKey the ephemeral public key; null when its owner uses static ones
 */
record KeyingComponent(byte[] encoded, DhGroup group, byte[] publicKey, Negotiation hmac, Negotiation sequenceNumber) {

    /** @throws CryptoException when malformed, or its group is not known */
    static KeyingComponent decode(byte[] encoded) {
        return FlashOption.read("keying component", encoded, in -> new Decoder().decode(encoded, in));
    }

    /** Writes the options in this order. */
    static byte[] encode(Option... options) {
        OptionList list = OptionList.of(options);
        WireWriter out = new WireWriter(new byte[list.sizeWithoutMarker()]);
        list.writeWithoutMarker(out);
        return out.array();
    }

    /** Collects the options while they are read. */
    private static final class Decoder {
        private Option ephemeral;
        private Option groupSelect;
        private Negotiation hmac;
        private Negotiation sequenceNumber;

        KeyingComponent decode(byte[] encoded, WireReader in) {
            FlashOption.readAll(in).forEach(this::accept);
            if (ephemeral != null && groupSelect != null) {
                // RFC 7425 4.5.2.3
                throw new CryptoException("keying component: both an ephemeral public key and a group select");
            }
            Negotiation hmacSaid = Objects.requireNonNullElse(hmac, Negotiation.NONE);
            Negotiation numbersSaid = Objects.requireNonNullElse(sequenceNumber, Negotiation.NONE);
            if (ephemeral == null && groupSelect == null) {
                return new KeyingComponent(encoded, null, null, hmacSaid, numbersSaid);
            }
            WireReader value = (ephemeral != null ? ephemeral : groupSelect).reader();
            DhGroup group = DhGroup.ofId(value.vlu()).orElseThrow(() -> new CryptoException("keying component: unknown group"));
            return new KeyingComponent(encoded, group, ephemeral != null ? value.rest() : null, hmacSaid, numbersSaid);
        }

        private void accept(Option option) {
            // RFC 7425 4.5.2.1 and 4.5.2.3: not more than once. Of the negotiations, where the RFC is silent, the first counts.
            if (option.type() == FlashOption.EPHEMERAL_PUBLIC_KEY) {
                ephemeral = FlashOption.once(ephemeral, option);
            } else if (option.type() == FlashOption.GROUP_SELECT) {
                groupSelect = FlashOption.once(groupSelect, option);
            } else if (option.type() == FlashOption.HMAC_NEGOTIATION) {
                hmac = hmac != null ? hmac : Negotiation.decodeHmac(option);
            } else if (option.type() == FlashOption.SEQUENCE_NUMBER_NEGOTIATION) {
                sequenceNumber = sequenceNumber != null ? sequenceNumber : Negotiation.decodeSequenceNumber(option);
            }
        }
    }
}
