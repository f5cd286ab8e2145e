package org.stratocumulus.cluster.internal.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header of each frame of one direction: {@code n:u8(1..255) name[n]} is a handler name, which takes the next reference, from
 * 1; {@code 00 ref} stands for an earlier name; {@code 00 00} is a hello.
 */
public final class FrameHeader {
    /** Most names a far end may use on one link. */
    public static final int MAX_NAMES = 16_384;
    /** What {@link #read} returns for a hello. */
    public static final String HELLO = "";

    private final List<String> names = new ArrayList<>();

    /**
     * Reads a header.
     *
     * @return the handler name; {@link #HELLO} (the very object) for a hello; null for a reference nobody took
     * @throws WireException when it is truncated or one name too many
     */
    public String read(WireInput in) throws WireException {
        int length = in.u8();
        if (length > 0) {
            String name = in.text(length);
            if (names.size() == MAX_NAMES) {
                throw new WireException("more than " + MAX_NAMES + " handler names");
            }
            names.add(name);
            return name;
        }
        int reference = in.sevenBit();
        if (reference == 0) {
            return HELLO;
        }
        return reference <= names.size() ? names.get(reference - 1) : null;
    }
}
