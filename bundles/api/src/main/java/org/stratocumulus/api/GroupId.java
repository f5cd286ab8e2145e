package org.stratocumulus.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The identity of a NetGroup: the SHA-256 of its group specifier, 32 bytes. Immutable; safe on any thread.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record GroupId(String hex) implements Comparable<GroupId> {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    /** @throws IllegalArgumentException for anything but 64 lower-case hexadecimal digits */
    public GroupId {
        if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("a group ID has 64 lower-case hexadecimal digits");
        }
    }

    /** Takes exactly 32 bytes. @throws IllegalArgumentException for any other length */
    public static GroupId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a group ID has 32 bytes, not " + bytes.length);
        }
        return new GroupId(HEX.formatHex(bytes));
    }

    /** Hashes a group specifier, as it is sent. */
    public static GroupId ofSpecifier(byte[] specifier) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(specifier));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hashes a group specifier, such as {@code G:010103...}. */
    public static GroupId ofSpecifier(String specifier) {
        return ofSpecifier(specifier.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads 64 hexadecimal digits of either case. @throws IllegalArgumentException for anything else */
    public static GroupId parse(String hex) {
        return new GroupId(hex.toLowerCase(Locale.ROOT));
    }

    /** The 32 bytes, in a new array. */
    public byte[] toBytes() {
        return HEX.parseHex(hex);
    }

    @Override
    public int compareTo(GroupId other) {
        return hex.compareTo(other.hex);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return hex;
    }
}
