package org.stratocumulus.api.balancing;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What is known of a client that wants a session. Nothing of it is proved: the address may be forged.
 *
 * @param client where the hello came from; resolved
 * @param path application path of the client's URL: begins with a slash, ends without one, {@code /} for the root
 * @param query decoded query properties of the URL, the first value of each
 * @param attempt how many hellos with the same tag (RFC 7016 section 2.3.2) have come from this client, this one included; from 1
 * @param seed a number that is the same for all hellos of one tag and unforeseeable otherwise, for choices by chance
 */
public record Hello(InetSocketAddress client, String path, Map<String, String> query, int attempt, long seed) {
    /** @throws IllegalArgumentException for an attempt below 1 */
    public Hello {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1, not " + attempt);
        }
        query = Map.copyOf(query);
    }
}
