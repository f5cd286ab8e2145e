package org.stratocumulus.client;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * An {@code rtmfp:} URI such as {@code rtmfp://server.example:1935/app/instance?token=x#stream}.
 *
 * @param host name or address, without the brackets of an IPv6 address
 * @param port UDP port, 1935 unless the URI names one
 * @param app path and query without the leading slash: what {@code connect} calls {@code app}
 * @param fragment the stream's name, or null
 * @param tcUrl the URI without its fragment, as it travels
 */
public record RtmfpUri(String host, int port, String app, String fragment, String tcUrl) {
    /** The port of a URI that names none (RFC 7425 section 5.1 leaves it to RTMFP's registration). */
    public static final int DEFAULT_PORT = 1935;

    /** @throws IllegalArgumentException naming what is wrong with the URI */
    public static RtmfpUri parse(String text) {
        if (text.equalsIgnoreCase("rtmfp:")) { // RFC 7425 section 6.1: a client of no server
            throw new IllegalArgumentException("'rtmfp:' names no server, and clients meet their peers by way of one");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URI: " + e.getMessage());
        }
        if (!"rtmfp".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("an RTMFP URI begins with rtmfp://, not '" + text + "'");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("an RTMFP URI names host[:port], not '" + uri.getRawAuthority() + "'");
        }
        String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String app = (path.startsWith("/") ? path.substring(1) : path) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        int hash = text.indexOf('#');
        return new RtmfpUri(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), app, uri.getFragment(),
            hash < 0 ? text : text.substring(0, hash));
    }
}
