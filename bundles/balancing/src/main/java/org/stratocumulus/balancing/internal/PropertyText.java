package org.stratocumulus.balancing.internal;

import java.util.Map;
import java.util.TreeMap;

/** The notation of {@code balancing.properties}: {@code key=value&key=value}, as in {@code servers.targets} but without escapes. */
public final class PropertyText {
    private PropertyText() {
    }

    /** @throws IllegalArgumentException for what is not key=value, or is too long */
    public static Map<String, String> parse(String text) {
        Map<String, String> properties = new TreeMap<>();
        for (String pair : text.split("&")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = equals < 0 ? "" : pair.substring(0, equals).trim();
            if (key.isEmpty()) {
                throw new IllegalArgumentException("'" + pair.trim() + "' is not key=value");
            }
            if (pair.length() > NodeNews.MAX_LENGTH) {
                throw new IllegalArgumentException(key + " has more than " + NodeNews.MAX_LENGTH
                    + " characters");
            }
            properties.put(key, pair.substring(equals + 1).trim());
        }
        return properties;
    }
}
