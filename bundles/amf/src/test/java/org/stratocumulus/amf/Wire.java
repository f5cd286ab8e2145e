package org.stratocumulus.amf;

import java.util.HexFormat;

/** Bytes as tests show them: hex with spaces where the layout has its seams. */
public final class Wire {

    private Wire() {
    }

    /** The bytes of hex digits; blanks are layout. */
    public static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    /** Hex digits of bytes, without blanks. */
    public static String show(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Hex digits without their blanks. */
    public static String packed(String hex) {
        return hex.replace(" ", "");
    }
}
