package org.stratocumulus.cluster.internal.node;

import java.nio.charset.StandardCharsets;

/** Which handler names a message may have: those a script of the original may use, except the few that the link needs itself. */
final class HandlerNames {
    private HandlerNames() {
    }

    /** @throws IllegalArgumentException for a name that cannot be used */
    static void check(String name) {
        int length = name.length() <= 255 / 3 ? name.length() : name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > 255 || name.equals(".") || name.charAt(0) == ':') {
            throw new IllegalArgumentException("a handler name has 1 to 255 bytes, is not '.' and does not begin with a colon: '"
                + name + "'");
        }
    }
}
