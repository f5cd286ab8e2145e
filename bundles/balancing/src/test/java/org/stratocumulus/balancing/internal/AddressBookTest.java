package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.Test;

public class AddressBookTest {
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final Map<String, InetAddress[]> names = new HashMap<>();
    private final AddressBook book = new AddressBook(host -> {
        if (!names.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return names.get(host);
    }, pool::add);

    @Test
    public void aNameIsLeftOutUntilThePoolHasResolvedIt() throws UnknownHostException {
        names.put("b.example", InetAddress.getAllByName("192.0.2.2"));
        assertEquals(List.of(), book.find(List.of("b.example:1935"), 0));
        assertEquals("one question at a time", List.of(), book.find(List.of("b.example:1935"), 1));
        assertEquals(1, pool.size());
        pool.remove().run();
        assertEquals(List.of(new InetSocketAddress("192.0.2.2", 1935)), book.find(List.of("b.example:1935"), 2));
        assertTrue("it is fresh", pool.isEmpty());
    }

    @Test
    public void aNameThatDoesNotResolveAnyMoreKeepsItsAddressesAndIsAProblem() throws UnknownHostException {
        names.put("b.example", InetAddress.getAllByName("192.0.2.2"));
        book.find(List.of("b.example:1935"), 0);
        pool.remove().run();
        names.clear();
        book.find(List.of("b.example:1935"), AddressBook.FRESH_MILLIS);
        pool.remove().run();
        assertEquals(1, book.find(List.of("b.example:1935"), AddressBook.FRESH_MILLIS + 1).size());
        assertEquals("'b.example' does not resolve", book.problem(List.of("b.example:1935")));
        names.put("b.example", InetAddress.getAllByName("192.0.2.3"));
        book.find(List.of("b.example:1935"), AddressBook.FRESH_MILLIS + AddressBook.RETRY_MILLIS);
        pool.remove().run();
        assertEquals(List.of(new InetSocketAddress("192.0.2.3", 1935)), book.find(List.of("b.example:1935"), 70_000));
        assertEquals("", book.problem(List.of("b.example:1935")));
    }

    @Test
    public void addressesInBracketsAndThoseThatAreNone() throws UnknownHostException {
        names.put("2001:db8::2", InetAddress.getAllByName("2001:db8::2"));
        List<String> all = List.of("[2001:db8::2]:1935", "nohost", ":1935", "b.example:", "b.example:0", "b.example:70000");
        book.find(all, 0);
        pool.remove().run();
        assertTrue(pool.isEmpty());
        assertEquals(List.of(new InetSocketAddress("2001:db8::2", 1935)), book.find(all, 1));
        assertEquals("'nohost' is not host:port", book.problem(List.of("nohost")));
    }

    @Test
    public void aThousandAndTwentyFourNamesAreRememberedAndEightAddressesOfOne() throws UnknownHostException {
        InetAddress[] many = new InetAddress[20];
        for (int i = 0; i < many.length; i++) {
            many[i] = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) i});
        }
        names.put("n0", many);
        for (int i = 0; i < AddressBook.MAX_NAMES + 10; i++) {
            book.find(List.of("n" + i + ":1"), 0);
        }
        assertEquals(AddressBook.MAX_NAMES, pool.size());
        pool.forEach(Runnable::run);
        assertEquals(AddressBook.MAX_OF_ONE_NAME, book.find(List.of("n0:1"), 1).size());
        book.find(List.of("late:1"), AddressBook.FRESH_MILLIS * 3);
        assertEquals("names that nobody asks for make room", AddressBook.MAX_NAMES + 1, pool.size());
    }
}
