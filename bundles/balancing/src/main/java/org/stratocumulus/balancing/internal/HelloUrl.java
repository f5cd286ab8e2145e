package org.stratocumulus.balancing.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the ancillary data of an endpoint discriminator says (RFC 7425 section 4.4.2.2): a URI, or just a path, or nothing.
 *
 * @param server {@code host:port} of the server that the client was told to connect to, in lower case; empty when it is not said
 * @param path begins with a slash, ends without one, {@code /} for the root
 * @param query decoded, the first value of each key
 */
record HelloUrl(String server, String path, Map<String, String> query) {
    /** The port of a URL that names none. */
    private static final String DEFAULT_PORT = ":1935";
    /** Characters of a URL that are looked at; what is behind them is ignored. */
    static final int MAX_LENGTH = 2048;
    /** Query properties kept of one URL; further ones are ignored. */
    static final int MAX_PROPERTIES = 64;

    /** Parses as {@link HelloUrl#parse} does, at once what it was asked for last: most clients want the same. Safe on any thread. */
    static final class Parser {
        private record Parsed(String text, HelloUrl url) {
        }

        private volatile Parsed last = new Parsed("", HelloUrl.parse(""));

        HelloUrl parse(String text) {
            Parsed parsed = last;
            if (!parsed.text().equals(text)) {
                parsed = new Parsed(text, HelloUrl.parse(text));
                last = parsed;
            }
            return parsed.url();
        }
    }

    /** Never fails, whatever a stranger sends. */
    static HelloUrl parse(String text) {
        String url = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        int scheme = whole.indexOf("://");
        String resource = scheme < 0 ? whole : afterAuthority(whole, scheme + 3);
        int mark = resource.indexOf('?');
        String server = scheme < 0 ? "" : server(whole.substring(scheme + 3, whole.length() - resource.length()));
        return new HelloUrl(server, normalise(mark < 0 ? resource : resource.substring(0, mark)),
            mark < 0 ? Map.of() : properties(resource.substring(mark + 1)));
    }

    private static String afterAuthority(String url, int from) {
        int i = from;
        while (i < url.length() && url.charAt(i) != '/' && url.charAt(i) != '?') {
            i++;
        }
        return url.substring(i);
    }

    private static String server(String authority) {
        String host = authority.substring(authority.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return host.isEmpty() || hasPort ? host : host + DEFAULT_PORT;
    }

    private static String normalise(String path) {
        StringBuilder out = new StringBuilder();
        for (String part : path.trim().split("/")) {
            if (!part.isEmpty()) {
                out.append('/').append(part);
            }
        }
        return out.length() == 0 ? "/" : out.toString();
    }

    private static Map<String, String> properties(String query) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!key.isEmpty() && properties.size() < MAX_PROPERTIES) {
                properties.putIfAbsent(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return properties;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // a lonely percent sign: the text as it stands
            return text;
        }
    }
}
