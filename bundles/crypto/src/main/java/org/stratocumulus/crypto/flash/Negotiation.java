package org.stratocumulus.crypto.flash;

import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * What one end says in its HMAC Negotiation or Session Sequence Number Negotiation option (RFC 7425 sections 4.5.2.4 and 4.5.2.5).
 *
 * @param hmacLength the unsigned length that the far end gave, 0 where it does not matter; not yet checked
 */
record Negotiation(boolean willSendAlways, boolean willSendOnRequest, boolean request, long hmacLength) {
    /** What an end without the option says. */
    static final Negotiation NONE = new Negotiation(false, false, false, 0);

    private static final int SND = 0x04;
    private static final int SOR = 0x02;
    private static final int REQ = 0x01;
    private static final int MIN_HMAC_LENGTH = 4;
    private static final int MAX_HMAC_LENGTH = 32;

    /** What the initiator says, who speaks first. */
    static Negotiation ofInitiator(Use send, Use require, int hmacLength) {
        return new Negotiation(send == Use.ALWAYS, send == Use.WHEN_REQUESTED, require == Use.ALWAYS, send == Use.NEVER ? 0 : hmacLength);
    }

    /**
     * What the responder says, who has heard the initiator and so needs no "on request": it will send or it will not. An initiator that
     * asks for nothing gets all flags clear, which is what clients derived from Adobe's can bear.
     */
    static Negotiation ofResponder(Use send, Use require, int hmacLength, Negotiation initiator) {
        boolean sends = send == Use.ALWAYS || send == Use.WHEN_REQUESTED && initiator.request;
        boolean inEarnest = initiator.request && (initiator.willSendAlways || initiator.willSendOnRequest);
        boolean requests = require == Use.ALWAYS || require == Use.WHEN_REQUESTED && inEarnest;
        return new Negotiation(sends, false, requests, sends ? hmacLength : 0);
    }

    static Negotiation decodeHmac(Option option) {
        WireReader in = option.reader();
        return ofFlags(in.u8(), in.vlu());
    }

    static Negotiation decodeSequenceNumber(Option option) {
        return ofFlags(option.reader().u8(), 0);
    }

    private static Negotiation ofFlags(int flags, long hmacLength) {
        return new Negotiation((flags & SND) != 0, (flags & SOR) != 0, (flags & REQ) != 0, hmacLength);
    }

    Option encodeHmac() {
        WireWriter value = new WireWriter(new byte[2]);
        return new Option(FlashOption.HMAC_NEGOTIATION, value.u8(flags()).vlu(hmacLength).array());
    }

    Option encodeSequenceNumber() {
        return new Option(FlashOption.SEQUENCE_NUMBER_NEGOTIATION, new byte[] {(byte) flags()});
    }

    private int flags() {
        return (willSendAlways ? SND : 0) | (willSendOnRequest ? SOR : 0) | (request ? REQ : 0);
    }

    /** Whether the end that says this sends the protection to one that says the other (RFC 7425 sections 4.6.4 and 4.6.6). */
    boolean sendsTo(Negotiation other) {
        return willSendAlways || willSendOnRequest && other.request;
    }

    /**
     * The length of the HMAC on packets to the other end, 0 for none.
     *
     * @throws CryptoException when the length is not allowed (RFC 7425 section 4.6.4)
     */
    int hmacLengthTo(Negotiation other) {
        if (!sendsTo(other)) {
            return 0;
        }
        if (hmacLength < MIN_HMAC_LENGTH || hmacLength > MAX_HMAC_LENGTH) {
            throw new CryptoException("HMAC negotiation: length " + Long.toUnsignedString(hmacLength));
        }
        return (int) hmacLength;
    }

    /** @throws CryptoException when this far end cannot send what the near end requires (RFC 7425 sections 4.6.4 and 4.6.6) */
    void checkSatisfies(Use required, String what) {
        if (required == Use.ALWAYS && !willSendAlways && !willSendOnRequest) {
            throw CryptoException.unmetDemand(what + " negotiation: required, but the far end will not send it");
        }
    }
}
