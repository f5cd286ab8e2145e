package org.stratocumulus.protocol;

import java.util.HexFormat;

/** Bytes of tests, written as wire layout: hexadecimal with spaces between fields. */
public final class Hex {

    private Hex() {
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    public static WireReader reader(String hex) {
        return new WireReader(bytes(hex));
    }

    public static String of(WireWriter out) {
        return of(out.toByteArray());
    }

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The same text without its spaces. */
    public static String compact(String hex) {
        return hex.replace(" ", "");
    }
}
