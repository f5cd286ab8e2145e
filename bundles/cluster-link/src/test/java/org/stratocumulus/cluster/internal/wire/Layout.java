package org.stratocumulus.cluster.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes written down as in the specification: hexadecimal, spaces and bars between, and texts in double quotes. */
public final class Layout {
    private Layout() {
    }

    /** The bytes of a layout such as {@code 00 00 00 08 | 01 2e | 00 | 04 "/app"}. */
    public static byte[] bytes(String layout) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean text = false;
        for (String part : layout.split("\"", -1)) {
            if (text) {
                out.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            } else {
                String digits = part.replaceAll("[ |]", "");
                for (int i = 0; i < digits.length(); i += 2) {
                    out.write(Integer.parseInt(digits.substring(i, i + 2), 16));
                }
            }
            text = !text;
        }
        return out.toByteArray();
    }

    /** The bytes as hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the four bytes of length. */
    public static byte[] body(byte[] frame) {
        return Arrays.copyOfRange(frame, 4, frame.length);
    }
}
