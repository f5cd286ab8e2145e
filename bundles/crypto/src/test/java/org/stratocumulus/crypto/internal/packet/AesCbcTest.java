package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import javax.crypto.Cipher;
import org.junit.Test;

/** Who has a cipher of its own, and that nobody can tell by the bytes. */
public class AesCbcTest {
    private static final int LENGTH = 64;

    private final byte[] keys = keys();
    private final AesCbc first = AesCbc.encrypting(keys, 0);
    private final AesCbc second = AesCbc.encrypting(keys, AesCbc.BLOCK);

    @Test
    public void whoBorrowsInTurnGetsTheBytesOfItsOwnKey() {
        byte[] ofFirst = encrypted(first);
        byte[] ofSecond = encrypted(second);
        assertFalse(Arrays.equals(ofFirst, ofSecond));
        for (int i = 0; i < AesCbc.MANY + 3; i++) { // borrowed at the beginning, owned in the end
            assertArrayEquals(ofFirst, encrypted(first));
            assertArrayEquals(ofSecond, encrypted(second));
        }
        assertArrayEquals(filled(0, LENGTH), decrypted(AesCbc.decrypting(keys, 0), ofFirst));
        assertArrayEquals(filled(0, LENGTH), decrypted(AesCbc.decrypting(keys, AesCbc.BLOCK), ofSecond));
    }

    @Test
    public void moreBorrowersThanThereAreCiphersGetTheBytesOfTheirOwnKeys() throws Exception {
        int count = 2 * SharedCiphers.ROOM + 3;
        AesCbc[] all = new AesCbc[count];
        for (int i = 0; i < count; i++) {
            all[i] = AesCbc.encrypting(filled(i, AesCbc.BLOCK), 0);
        }
        for (int round = 1; round < AesCbc.MANY; round++) {
            for (int i = 0; i < count; i += round) { // neighbours meet in turn, and those that are far apart
                assertArrayEquals(fresh(i), encrypted(all[i]));
            }
        }
    }

    @Test
    public void aCipherStaysSetToItsKeyUntilAsManyOthersHaveComeAsThereIsRoomFor() throws Exception {
        SharedCiphers shared = new SharedCiphers(Cipher.ENCRYPT_MODE);
        byte[] keys = filled(1, 2 * AesCbc.BLOCK);
        byte place = shared.place(keys, 0, (byte) 0);
        Cipher cipher = shared.at(place);
        for (int i = 1; i < SharedCiphers.ROOM; i++) {
            byte[] others = i == 1 ? keys : keys.clone(); // the other direction's key, and equal keys of other sessions
            assertNotSame(cipher, shared.at(shared.place(others, AesCbc.BLOCK, place)));
            assertEquals(place, shared.place(keys, 0, place));
        }
        assertSame(cipher, shared.at(shared.place(keys.clone(), 0, place)));
        assertNotEquals(place, shared.place(keys, 0, place));
    }

    private static byte[] fresh(int value) throws Exception {
        byte[] out = new byte[LENGTH];
        SharedCiphers.own(Cipher.ENCRYPT_MODE, filled(value, AesCbc.BLOCK), 0).doFinal(filled(0, LENGTH), 0, LENGTH, out, 0);
        return out;
    }

    @Test
    public void onlyMuchTrafficIsWorthACipher() {
        for (int i = 0; i < AesCbc.MANY; i++) {
            encrypted(first);
        }
        assertFalse(first.hasOwnCipher());
        encrypted(first);
        assertTrue(first.hasOwnCipher());
    }

    @Test
    public void trimKeepsTheCipherOfABusySessionAndTakesThatOfAnIdleOne() {
        byte[] expected = encrypted(first);
        for (int i = 0; i < AesCbc.MANY; i++) {
            encrypted(first);
        }
        first.trim();
        assertTrue("there was traffic since the last call", first.hasOwnCipher());
        assertArrayEquals(expected, encrypted(first));
        first.trim();
        assertFalse("one packet is no traffic", first.hasOwnCipher());
        assertArrayEquals(expected, encrypted(first));
    }

    private static byte[] encrypted(AesCbc aes) {
        byte[] out = new byte[LENGTH];
        aes.run(filled(0, LENGTH), 0, LENGTH, out, 0);
        return out;
    }

    private static byte[] decrypted(AesCbc aes, byte[] in) {
        byte[] out = new byte[LENGTH];
        aes.run(in, 0, LENGTH, out, 0);
        return out;
    }

    /** Two, side by side. */
    private static byte[] keys() {
        byte[] keys = filled(1, 2 * AesCbc.BLOCK);
        Arrays.fill(keys, AesCbc.BLOCK, keys.length, (byte) 2);
        return keys;
    }

    private static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
