package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * What two hellos of one opening session have in common: the tag (RFC 7016 section 2.3.2) and the IP address they come from; the port
 * may change. Ordered, so that a map of keys that somebody chose to collide stays quick.
 */
record HelloKey(byte[] bytes) implements Comparable<HelloKey> {
    static HelloKey of(InetSocketAddress from, byte[] tag) {
        byte[] ip = from.getAddress().getAddress();
        byte[] bytes = Arrays.copyOf(ip, ip.length + tag.length);
        System.arraycopy(tag, 0, bytes, ip.length, tag.length);
        return new HelloKey(bytes);
    }

    /** By the tag alone, for hellos that another node has announced. */
    static HelloKey ofTag(byte[] tag) {
        return new HelloKey(tag.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HelloKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public int compareTo(HelloKey other) {
        return Arrays.compare(bytes, other.bytes);
    }
}
