package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.InetAddress;
import java.util.List;
import org.junit.Test;

public class AddressesTest {
    private static List<String> text(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }

    @Test
    public void addressesOfBothFamiliesAreReadAndNamesAreNotLookedUp() {
        assertEquals(List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1"), text(Addresses.parse("192.0.2.1, 2001:db8::1")));
        assertEquals(List.of(), Addresses.parse(""));
        for (String bad : List.of("localhost", "192.0.2", "192.0.2.256", "0.0.0.0", "224.0.0.1", "192.0.2.1:1935")) {
            assertThrows(bad, IllegalArgumentException.class, () -> Addresses.parse(bad));
        }
    }

    @Test
    public void ofPublicAddressesOfServersThoseThatAreNamesAreLeftOut() {
        assertEquals(List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1"),
            text(Addresses.ofServers(List.of("a.example.com:1935", "192.0.2.1:1935", "[2001:db8::1]:1935"))));
    }
}
