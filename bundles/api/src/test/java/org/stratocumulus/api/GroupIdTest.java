package org.stratocumulus.api;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.Locale;
import org.junit.Test;

public class GroupIdTest {
    /** SHA-256 of "abc", FIPS 180-2 appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    public void aSpecifiersIdIsItsSha256() {
        assertEquals(ABC, GroupId.ofSpecifier("abc").toString());
    }

    @Test
    public void bytesAndDigitsNameTheSameGroup() {
        GroupId id = GroupId.parse(ABC.toUpperCase(Locale.ROOT));
        assertEquals(id, GroupId.of(id.toBytes()));
        assertArrayEquals(new byte[] {(byte) 0xba, 0x78}, Arrays.copyOf(id.toBytes(), 2));
    }

    @Test
    public void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> GroupId.of(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> GroupId.parse(ABC.substring(1)));
        assertThrows(IllegalArgumentException.class, () -> GroupId.parse("g" + ABC.substring(1)));
        assertThrows(IllegalArgumentException.class, () -> new GroupId(ABC.toUpperCase(Locale.ROOT)));
    }
}
