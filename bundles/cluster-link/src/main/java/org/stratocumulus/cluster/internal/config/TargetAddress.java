package org.stratocumulus.cluster.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.link.HostPort;

/**
 * One entry of {@code servers.targets}: {@code host:port?key=value&key=value}.
 *
 * @param address where to dial
 * @param properties decoded, sorted by key; they label the link on both ends
 */
public record TargetAddress(HostPort address, SortedMap<String, String> properties) {
    private static final Set<String> RESERVED = Set.of("send", "publicAddress", "isTarget", "address");
    private static final int MAX_PROPERTIES = 64;
    private static final int MAX_LENGTH = 4096;

    public TargetAddress {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** @throws IllegalArgumentException with what is wrong, for people */
    public static TargetAddress parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
        }
        int question = text.indexOf('?');
        String place = question < 0 ? text : text.substring(0, question);
        HostPort address = HostPort.parse(place).orElseThrow(() -> new IllegalArgumentException(
            "not host:port?key=value&... with a port from 1 to 65535 and IPv6 addresses in brackets"));
        return new TargetAddress(address, question < 0 ? new TreeMap<>() : properties(text.substring(question + 1)));
    }

    private static SortedMap<String, String> properties(String query) {
        SortedMap<String, String> out = new TreeMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (RESERVED.contains(key) || key.startsWith(FarEnd.PREFIX)) {
                throw new IllegalArgumentException("has a property named '" + key + "', which is reserved");
            }
            out.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        if (out.size() > MAX_PROPERTIES) {
            throw new IllegalArgumentException("has more than " + MAX_PROPERTIES + " properties");
        }
        return out;
    }

    /** Percent sequences only: a plus sign stays one, as in the original. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
                if (low < 0) {
                    throw new IllegalArgumentException("has a % that is not followed by two hexadecimal digits");
                }
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
