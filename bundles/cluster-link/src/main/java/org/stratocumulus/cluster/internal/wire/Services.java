package org.stratocumulus.cluster.internal.wire;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The payload of the reserved handler ".": paths of running applications as strings; the root is the empty one, others begin with "/". */
public final class Services {
    /** The handler's name. */
    public static final String NAME = ".";
    /** Most paths read from one message. */
    public static final int MAX_PATHS = 1024;

    private Services() {
    }

    /** @param paths as {@code /} and {@code /chat} */
    public static byte[] encode(Collection<String> paths) {
        WireOutput out = new WireOutput(64);
        paths.forEach(path -> out.string(path.equals("/") ? "" : path));
        return out.toByteArray();
    }

    /** @throws WireException when it is truncated or has more than {@link #MAX_PATHS} */
    public static Set<String> decode(byte[] data, int offset, int length) throws WireException {
        WireInput in = new WireInput(data, offset, length);
        Set<String> paths = new TreeSet<>();
        while (in.remaining() > 0) {
            if (paths.size() == MAX_PATHS) {
                throw new WireException("more than " + MAX_PATHS + " application paths");
            }
            String path = in.string();
            paths.add(path.isEmpty() ? "/" : path);
        }
        return paths;
    }
}
