package org.stratocumulus.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.Test;

/** RFC 7016 section 2.1.5. */
public class AddressTest {

    private static final String INET4 = "02 c0000201 078f";
    private static final String INET6 = "81 20010db8000000000000000000000001 ffff";

    private static Address address(String literal, int port, Address.Origin origin) throws Exception {
        return new Address(new InetSocketAddress(InetAddress.getByName(literal), port), origin);
    }

    private static String written(Address address) {
        WireWriter out = new WireWriter(new byte[address.size()]);
        address.write(out);
        assertEquals(0, out.remaining());
        return Hex.of(out);
    }

    @Test
    public void anInet4AddressTakesSevenBytes() throws Exception {
        Address address = address("192.0.2.1", 1935, Address.Origin.OBSERVED);
        assertEquals(address, Address.decode(Hex.reader(INET4)));
        assertEquals(Hex.compact(INET4), written(address));
    }

    @Test
    public void anInet6AddressTakesNineteenBytes() throws Exception {
        Address address = address("2001:db8::1", 65535, Address.Origin.REPORTED);
        assertEquals(address, Address.decode(Hex.reader(INET6)));
        assertEquals(Hex.compact(INET6), written(address));
    }

    @Test
    public void originsHaveTheCodesOfTheRfc() {
        assertEquals(0, Address.Origin.UNKNOWN.code());
        assertEquals(1, Address.Origin.REPORTED.code());
        assertEquals(2, Address.Origin.OBSERVED.code());
        assertEquals(3, Address.Origin.RELAY.code());
        assertEquals(Address.Origin.RELAY, Address.decode(Hex.reader("03 c0000201 078f")).origin());
    }

    @Test
    public void reservedBitsAreIgnored() {
        assertEquals(Address.decode(Hex.reader(INET4)), Address.decode(Hex.reader("7e c0000201 078f")));
    }

    @Test
    public void anInet4MappedAddressIsTheInet4Address() throws Exception {
        assertEquals(address("192.0.2.1", 1935, Address.Origin.OBSERVED),
                Address.decode(Hex.reader("82 00000000000000000000ffff c0000201 078f")));
    }

    @Test
    public void everyTruncationIsRefused() {
        for (String hex : new String[] {INET4, INET6}) {
            byte[] whole = Hex.bytes(hex);
            for (int length = 0; length < whole.length; length++) {
                WireReader in = new WireReader(whole, 0, length);
                assertThrows(WireException.class, () -> Address.decode(in));
            }
        }
    }

    @Test
    public void anAddressIsWrittenWholeOrNotAtAll() throws Exception {
        WireWriter out = new WireWriter(new byte[6]);
        Address address = address("192.0.2.1", 1935, Address.Origin.OBSERVED);
        assertThrows(WireException.class, () -> address.write(out));
        assertEquals(0, out.written());
    }
}
