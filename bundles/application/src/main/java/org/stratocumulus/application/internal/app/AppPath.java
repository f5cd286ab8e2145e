package org.stratocumulus.application.internal.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where in the tree of applications a client belongs.
 *
 * @param path begins with a slash, ends without one, has no empty parts; {@code /} is the root
 * @param query decoded query properties, first value of each, at most {@link #MAX_PROPERTIES}
 */
public record AppPath(String path, Map<String, String> query) {
    /** Characters of a path; a longer one is refused. */
    public static final int MAX_LENGTH = 1024;
    /** Query properties kept of one URL; further ones are ignored. */
    public static final int MAX_PROPERTIES = 64;

    /**
     * Reads what a client connects with: the URL tells, the app where it does not (RFC 7425 section 5.3.1; the endpoint discriminator
     * of Adobe-derived clients may say less or nothing).
     *
     * @param tcUrl such as {@code rtmfp://host:1935/app/instance?key=value}; may be empty
     * @param app such as {@code app/instance?key=value}; may be empty
     * @throws IllegalArgumentException when the path is longer than {@link #MAX_LENGTH}
     */
    public static AppPath of(String tcUrl, String app) {
        int authority = tcUrl.indexOf("://");
        if (authority < 0) {
            return ofResource(app);
        }
        int end = endOfAuthority(tcUrl, authority + 3);
        return ofResource(tcUrl.substring(end));
    }

    private static int endOfAuthority(String url, int from) {
        int i = from;
        while (i < url.length() && "/?#".indexOf(url.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static AppPath ofResource(String resource) {
        int fragment = resource.indexOf('#');
        String whole = fragment < 0 ? resource : resource.substring(0, fragment);
        int mark = whole.indexOf('?');
        String path = normalise(mark < 0 ? whole : whole.substring(0, mark));
        return new AppPath(path, mark < 0 ? Map.of() : properties(whole.substring(mark + 1)));
    }

    /**
     * One spelling of a path.
     *
     * @throws IllegalArgumentException when it is longer than {@link #MAX_LENGTH}
     */
    public static String normalise(String path) {
        StringBuilder out = new StringBuilder();
        for (String part : path.trim().split("/")) {
            if (!part.isEmpty()) {
                out.append('/').append(part);
            }
        }
        if (out.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a path has at most " + MAX_LENGTH + " characters");
        }
        return out.length() == 0 ? "/" : out.toString();
    }

    /** The path above a normalised one, or null above the root. */
    public static String parent(String path) {
        if (path.equals("/")) {
            return null;
        }
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
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
