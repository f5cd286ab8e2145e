package org.stratocumulus.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class ReportedAddressesTest {
    private static final Set<InetAddress> MACHINE = new LinkedHashSet<>(
        List.of(ip("192.0.2.129"), ip("198.51.100.1"), ip("2001:db8:1::2")));

    @Test
    public void theIpv6WildcardStandsForEveryAddress() {
        assertEquals(List.of("192.0.2.129:7", "198.51.100.1:7", "[2001:db8:1:0:0:0:0:2]:7"), told("::", 7));
    }

    @Test
    public void theIpv4WildcardStandsForIpv4() {
        assertEquals(List.of("192.0.2.129:7", "198.51.100.1:7"), told("0.0.0.0", 7));
    }

    @Test
    public void aBoundAddressStandsForItself() {
        assertEquals(List.of("198.51.100.1:9"), told("198.51.100.1", 9));
        assertEquals("one that is not to be told is not told", List.of(), told("127.0.0.1", 9));
    }

    @Test
    public void loopbackAndLinkLocalAddressesOfTheMachineAreNotTold() {
        for (InetAddress address : ReportedAddresses.interfaces()) {
            assertFalse(address.toString(), address.isLoopbackAddress() || address.isLinkLocalAddress());
        }
        assertTrue(ReportedAddresses.NONE.of(List.of(new InetSocketAddress("::", 1))).isEmpty());
    }

    private static List<String> told(String bound, int port) {
        return ReportedAddresses.of(MACHINE).of(List.of(new InetSocketAddress(bound, port))).stream().map(ReportedAddresses::text).toList();
    }

    private static InetAddress ip(String text) {
        return new InetSocketAddress(text, 0).getAddress();
    }
}
