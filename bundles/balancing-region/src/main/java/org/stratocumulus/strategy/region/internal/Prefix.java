package org.stratocumulus.strategy.region.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line of the table: the addresses that begin with some bits are in a region.
 *
 * @param network its address, 4 or 16 bytes
 * @param bits how many of them count
 * @param region any word
 */
public record Prefix(byte[] network, int bits, String region) {
    /** Lines of a table. */
    static final int MAX_PREFIXES = 10_000;

    /**
     * Reads {@code 192.0.2.0/24=eu, 2001:db8::/32=us}.
     *
     * @return longest prefix first, so that the first that contains an address is the right one
     * @throws IllegalArgumentException for what is not such a table
     */
    public static List<Prefix> table(String text) {
        List<Prefix> table = new ArrayList<>();
        for (String line : text.split(",")) {
            if (!line.isBlank()) {
                table.add(line(line.trim()));
            }
        }
        if (table.size() > MAX_PREFIXES) {
            throw new IllegalArgumentException("more than " + MAX_PREFIXES + " prefixes");
        }
        table.sort(Comparator.comparingInt(Prefix::bits).reversed());
        return List.copyOf(table);
    }

    private static Prefix line(String line) {
        int slash = line.indexOf('/');
        int equals = line.indexOf('=', slash + 1);
        String address = slash < 0 ? "" : line.substring(0, slash).trim();
        // only literals: nothing here may ask a name service
        if (equals < 0 || !address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw wrong(line);
        }
        try {
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = Integer.parseInt(line.substring(slash + 1, equals).trim());
            String region = line.substring(equals + 1).trim();
            if (bits < 0 || bits > network.length * 8 || region.isEmpty()) {
                throw wrong(line);
            }
            return new Prefix(network, bits, region);
        } catch (UnknownHostException | NumberFormatException e) {
            throw wrong(line);
        }
    }

    private static IllegalArgumentException wrong(String line) {
        return new IllegalArgumentException("'" + line + "' is not ADDRESS/BITS=REGION");
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = 8 - bits % 8;
        return rest == 8 || (address[whole] & 0xff) >> rest == (network[whole] & 0xff) >> rest;
    }
}
