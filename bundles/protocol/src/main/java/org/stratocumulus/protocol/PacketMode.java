package org.stratocumulus.protocol;

/** Who marked a packet, RFC 7016 section 2.2.4. The forbidden mode 0 has no constant: {@link PacketHeader#decode} refuses it. */
public enum PacketMode {
    /** Initiator Mark: sent in a session by its original initiator. */
    INITIATOR(1),
    /** Responder Mark: sent in a session by its original responder. */
    RESPONDER(2),
    /** Session startup. */
    STARTUP(3);

    private final int code;

    PacketMode(int code) {
        this.code = code;
    }

    /** @return 1 to 3 */
    public int code() {
        return code;
    }

    /** The mark of the other end of a session; STARTUP has no other. */
    public PacketMode opposite() {
        return switch (this) {
            case INITIATOR -> RESPONDER;
            case RESPONDER -> INITIATOR;
            case STARTUP -> STARTUP;
        };
    }

    static PacketMode of(int code) {
        return switch (code) {
            case 1 -> INITIATOR;
            case 2 -> RESPONDER;
            case 3 -> STARTUP;
            // RFC 7016 2.2.4: "Packet mode 0 is not allowed"
            default -> throw new WireException("packet mode: 0 is forbidden");
        };
    }
}
