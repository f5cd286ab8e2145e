package org.stratocumulus.protocol;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** RFC 7016 section 2.2.2. */
public class SessionIdsTest {

    private static String scrambled(int sessionId, String encrypted) {
        byte[] datagram = Hex.bytes("aaaaaaaa" + encrypted);
        SessionIds.scramble(sessionId, datagram, 0, datagram.length);
        return Hex.of(datagram);
    }

    private static int unscrambled(String datagram) {
        byte[] bytes = Hex.bytes(datagram);
        return SessionIds.unscramble(bytes, 0, bytes.length);
    }

    @Test
    public void theIdIsExclusiveOredWithTheFirstTwoWordsOfTheEncryptedPacket() {
        // 01020304 ^ 11223344 ^ 55667788 = 454647c8
        assertEquals(Hex.compact("454647c8 11223344 55667788 ffff"), scrambled(0x01020304, "11223344 55667788 ffff"));
        assertEquals(0x01020304, unscrambled("454647c8 11223344 55667788 ffff"));
    }

    @Test
    public void anEncryptedPacketOfLessThanEightBytesCountsAsPaddedWithZeros() {
        assertEquals(Hex.compact("10203040"), scrambled(0x10203040, ""));
        assertEquals(Hex.compact("ef203040 ff"), scrambled(0x10203040, "ff"));
        assertEquals(Hex.compact("1020cf40 00000000 0000ff"), scrambled(0x10203040, "00000000 0000ff"));
        assertEquals(0x10203040, unscrambled("ef203040 ff"));
        assertEquals(0x10203040, unscrambled("1020cf40 00000000 0000ff"));
    }

    @Test
    public void bytesAfterTheDatagramInItsArrayDoNotCount() {
        byte[] array = Hex.bytes("77 ef203040 ff 99999999");
        assertEquals(0x10203040, SessionIds.unscramble(array, 1, 5));
        SessionIds.scramble(0x10203040, array, 1, 5);
        assertArrayEquals(Hex.bytes("77 ef203040 ff 99999999"), array);
    }

    @Test
    public void aDatagramTooShortForAnIdIsRefused() {
        assertThrows(WireException.class, () -> unscrambled("010203"));
        assertThrows(WireException.class, () -> SessionIds.scramble(1, new byte[3], 0, 3));
    }
}
