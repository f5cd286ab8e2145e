package org.stratocumulus.amf;

/**
 * AMF that cannot be read, written or converted: malformed or truncated bytes, a limit of {@link AmfLimits} exceeded, or a value of
 * another type than the one asked for. It is the only exception that hostile bytes can cause in this bundle.
 */
public final class AmfException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A failure that belongs to no byte, such as a conversion.
     *
     * @param message what was expected and what was found
     */
    public AmfException(String message) {
        super(message);
        this.offset = -1;
    }

    /**
     * A failure at a byte.
     *
     * @param message what was expected and what was found
     * @param offset index of the offending byte from the start of the body, at least 0
     */
    public AmfException(String message, int offset) {
        super(message + " at offset " + offset);
        this.offset = offset;
    }

    /** @return index of the offending byte from the start of the body, or -1 when no byte is to blame */
    public int offset() {
        return offset;
    }
}
