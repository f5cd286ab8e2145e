package org.stratocumulus.streams.internal;

/**
 * Which stream a name means. Path and name stay apart: "a/b" in "/x" is another stream than "b" in "/x/a".
 *
 * @param path application path, empty where names are global
 * @param name stream name without its query part
 */
record StreamKey(String path, String name) {

    /**
     * @param path path of the client's application
     * @param requested the name as the client gave it; a query ({@code name?token=x}) is for the application's decision and, as Flash
     *     servers have it, no part of the stream's identity
     */
    static StreamKey of(boolean global, String path, String requested) {
        int query = requested.indexOf('?');
        return new StreamKey(global ? "" : path, query < 0 ? requested : requested.substring(0, query));
    }

    /** The name that people read. */
    @Override
    public String toString() {
        return path.isEmpty() ? name : path.endsWith("/") ? path + name : path + "/" + name;
    }
}
