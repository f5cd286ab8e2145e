package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.PacketMode;

/** The chunk type codes of RFC 7016 section 2.3, and in which packets each is allowed. */
public final class ChunkType {

    /** Ignore/Padding. */
    public static final int IGNORE = 0x00;
    /** Ping, section 2.3.9. */
    public static final int PING = 0x01;
    /** Session Close Request, section 2.3.17. */
    public static final int CLOSE = 0x0c;
    /** Forwarded Initiator Hello, section 2.3.3. */
    public static final int FIHELLO = 0x0f;
    /** User Data, section 2.3.11. */
    public static final int USER_DATA = 0x10;
    /** Next User Data, section 2.3.12. */
    public static final int NEXT_USER_DATA = 0x11;
    /** Buffer Probe, section 2.3.15. */
    public static final int BUFFER_PROBE = 0x18;
    /** Initiator Hello, section 2.3.2. */
    public static final int IHELLO = 0x30;
    /** Initiator Initial Keying, section 2.3.7. */
    public static final int IIKEYING = 0x38;
    /** Ping Reply, section 2.3.10. */
    public static final int PING_REPLY = 0x41;
    /** Session Close Acknowledgement, section 2.3.18. */
    public static final int CLOSE_ACK = 0x4c;
    /** Data Acknowledgement Bitmap, section 2.3.13. */
    public static final int BITMAP_ACK = 0x50;
    /** Data Acknowledgement Ranges, section 2.3.14. */
    public static final int RANGE_ACK = 0x51;
    /** Flow Exception Report, section 2.3.16. */
    public static final int FLOW_EXCEPTION = 0x5e;
    /** Responder Hello, section 2.3.4. */
    public static final int RHELLO = 0x70;
    /** Responder Redirect, section 2.3.5. */
    public static final int REDIRECT = 0x71;
    /** Responder Initial Keying, section 2.3.8. */
    public static final int RIKEYING = 0x78;
    /** RHello Cookie Change, section 2.3.6. */
    public static final int RHELLO_COOKIE_CHANGE = 0x79;
    /** Packet Fragment, section 2.3.1. */
    public static final int PACKET_FRAGMENT = 0x7f;
    /** Ignore/Padding. */
    public static final int PADDING = 0xff;

    private ChunkType() {
    }

    /**
     * Whether a receiver takes notice of a chunk of this type in a packet of this mode. False for types that are not recognized, and for
     * Ignore/Padding (RFC 7016 section 2.3: "MUST ignore").
     *
     * @param type 0 to 255
     */
    public static boolean isAllowed(int type, PacketMode mode) {
        return switch (type) {
            // RFC 7016 2.2.4: "Session startup chunks are only allowed in packets with this mode"
            case IHELLO, RHELLO, REDIRECT, RHELLO_COOKIE_CHANGE, IIKEYING, RIKEYING -> mode == PacketMode.STARTUP;
            case FIHELLO, PING, PING_REPLY, USER_DATA, NEXT_USER_DATA, BITMAP_ACK, RANGE_ACK, BUFFER_PROBE, FLOW_EXCEPTION, CLOSE, CLOSE_ACK
                    -> mode != PacketMode.STARTUP;
            // RFC 7016 3.4: any packet may be fragmented
            case PACKET_FRAGMENT -> true;
            default -> false;
        };
    }
}
