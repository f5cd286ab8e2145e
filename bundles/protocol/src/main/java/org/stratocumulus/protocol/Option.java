package org.stratocumulus.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Option, RFC 7016 section 2.1.3: a Length-Type-Value triplet, or the empty {@link #MARKER}.
 *
 * @param type what kind of option this is, an unsigned 64 bit integer; 0 in the Marker
 * @param value its bytes, their syntax determined by the type; shared, not copied, and not to be changed
 */
public record Option(long type, byte[] value) {

    /** The empty Option, which has neither type nor value; told from an option of type 0 by {@link #isMarker()} alone. */
    public static final Option MARKER = new Option(0, new byte[0]);

    /** An option whose value is one VLU, as in RFC 7016 section 2.3.11.1.2. */
    public static Option ofVlu(long type, long value) {
        byte[] bytes = new byte[Vlu.size(value)];
        new WireWriter(bytes).vlu(value);
        return new Option(type, bytes);
    }

    /**
     * Reads one option or Marker.
     *
     * @throws WireException if its length exceeds what follows, or its type does not fit into its length
     */
    public static Option decode(WireReader in) {
        int length = in.length();
        if (length == 0) {
            return MARKER;
        }
        WireReader payload = in.slice(length);
        return new Option(payload.vlu(), payload.rest());
    }

    /** Whether this is the Marker. */
    public boolean isMarker() {
        return this == MARKER;
    }

    /** Bytes of the whole option, its length field included. */
    public int size() {
        if (isMarker()) {
            return 1;
        }
        int length = Vlu.size(type) + value.length;
        return Vlu.size(length) + length;
    }

    /**
     * Writes the whole option.
     *
     * @throws WireException if it has no room
     */
    public void write(WireWriter out) {
        if (isMarker()) {
            out.marker();
        } else {
            out.option(type, value);
        }
    }

    /** A reader of the value. */
    public WireReader reader() {
        return new WireReader(value);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Option that && !isMarker() && !that.isMarker()
                && type == that.type && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(type) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return isMarker() ? "Marker" : "Option[0x" + Long.toHexString(type) + ": " + HexFormat.of().formatHex(value) + "]";
    }
}
