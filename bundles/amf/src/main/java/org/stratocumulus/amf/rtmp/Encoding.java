package org.stratocumulus.amf.rtmp;

/** The two encodings of commands and data, by message type. */
public enum Encoding {

    /** AMF0: Command (0x14) and Data (0x12). Single values may still be AMF3 behind the avmplus marker, as Adobe's clients send. */
    AMF0(MessageType.COMMAND_AMF0, MessageType.DATA_AMF0),

    /** Extended: a format selector 0, then AMF0 with avmplus values: Command (0x11) and Data (0x0F) (RFC 7425 5.3.3). */
    AMF3(MessageType.COMMAND_AMF3, MessageType.DATA_AMF3);

    private final int commandType;
    private final int dataType;

    Encoding(int commandType, int dataType) {
        this.commandType = commandType;
        this.dataType = dataType;
    }

    /** @return message type of a command */
    public int commandType() {
        return commandType;
    }

    /** @return message type of a data message */
    public int dataType() {
        return dataType;
    }

    /** @return the encoding of a message type, which is one of the four; throws IllegalArgumentException for any other */
    public static Encoding ofMessageType(int type) {
        return switch (type) {
            case MessageType.COMMAND_AMF0, MessageType.DATA_AMF0 -> AMF0;
            case MessageType.COMMAND_AMF3, MessageType.DATA_AMF3 -> AMF3;
            default -> throw new IllegalArgumentException("message type " + type + " is neither command nor data");
        };
    }
}
