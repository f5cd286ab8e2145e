package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class KeyPairStockTest {
    private final KeyPairStock stock = new KeyPairStock(new SecureRandom());

    @Test
    public void groupsThatNobodyAskedForAreNotPrepared() {
        assertFalse(stock.prepare());
        stock.take(DhGroup.MODP_1024);
        assertTrue(stock.prepare());
    }

    @Test
    public void aStockIsFullAtItsRoomInEachGroup() {
        stock.take(DhGroup.MODP_1024);
        stock.take(DhGroup.MODP_1536);
        int made = 0;
        while (stock.prepare()) {
            made++;
        }
        assertEquals(2 * KeyPairStock.ROOM, made);
        assertEquals(DhGroup.MODP_1536, stock.take(DhGroup.MODP_1536).group());
        assertTrue("what was taken is made anew", stock.prepare());
        assertFalse(stock.prepare());
    }

    @Test
    public void noKeyPairIsHandedOutTwice() {
        Set<Object> exponents = new HashSet<>();
        for (int i = 0; i < 3 * KeyPairStock.ROOM; i++) {
            assertTrue(exponents.add(stock.take(DhGroup.MODP_1024).exponent()));
            stock.prepare();
        }
    }
}
