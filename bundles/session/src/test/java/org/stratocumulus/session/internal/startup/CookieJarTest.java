package org.stratocumulus.session.internal.startup;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.Test;
import org.stratocumulus.session.internal.startup.CookieJar.Verdict;

public class CookieJarTest {
    private static final byte[] SEED = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final long NOW = 1_000_003;
    private static final InetSocketAddress V4 = new InetSocketAddress("192.0.2.1", 1935);
    private static final InetSocketAddress V6 = new InetSocketAddress("2001:db8::1", 1935);

    private final CookieJar jar = new CookieJar(SEED, NOW);

    @Test
    public void aCookieHasTheSixtyFourBytesThatAdobesClientsExpect() {
        assertEquals(64, jar.bake(V4, NOW).length);
        assertEquals(64, jar.bake(V6, NOW).length);
    }

    @Test
    public void aCookieIsValidAtItsAddressOnly() {
        byte[] cookie = jar.bake(V4, NOW);
        assertEquals(Verdict.VALID, jar.taste(cookie, V4, NOW + 50));
        assertEquals("another port", Verdict.OTHER_ADDRESS, jar.taste(cookie, new InetSocketAddress("192.0.2.1", 1936), NOW));
        assertEquals("another host", Verdict.OTHER_ADDRESS, jar.taste(cookie, new InetSocketAddress("192.0.2.2", 1935), NOW));
        assertEquals("another family", Verdict.OTHER_ADDRESS, jar.taste(cookie, V6, NOW));
        assertEquals(Verdict.VALID, jar.taste(jar.bake(V6, NOW), V6, NOW));
    }

    @Test
    public void aCookieIsGoodForItsLifetimeWhateverKeysCameMeanwhile() {
        for (long baked = NOW; baked < NOW + 3 * CookieJar.EPOCH_MILLIS; baked += 7_919) {
            byte[] cookie = new CookieJar(SEED, NOW).bake(V4, baked);
            assertEquals(Verdict.VALID, new CookieJar(SEED, NOW).taste(cookie, V4, baked + CookieJar.LIFETIME_MILLIS));
            assertEquals(Verdict.EXPIRED, new CookieJar(SEED, NOW).taste(cookie, V4, baked + CookieJar.LIFETIME_MILLIS + 1));
        }
    }

    @Test
    public void theLifetimeIsAtLeastTheUltimateOpenTimeout() {
        assertEquals(Verdict.VALID, jar.taste(jar.bake(V4, NOW), V4, NOW + 95_000));
    }

    @Test
    public void everyFlippedBitOfTheFirstPartMakesItForgedAndOfTheSecondPartAnotherAddresss() {
        byte[] cookie = jar.bake(V4, NOW);
        for (int bit = 0; bit < 8 * cookie.length; bit++) {
            byte[] flipped = cookie.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Verdict verdict = jar.taste(flipped, V4, NOW);
            if (bit >= 8 * 32) {
                assertEquals("bit " + bit, Verdict.OTHER_ADDRESS, verdict);
            } else {
                assertFalse("bit " + bit, verdict == Verdict.VALID || verdict == Verdict.OTHER_ADDRESS);
            }
        }
    }

    @Test
    public void aCookieOfAnotherLengthIsForged() {
        byte[] cookie = jar.bake(V4, NOW);
        assertEquals(Verdict.FORGED, jar.taste(new byte[0], V4, NOW));
        assertEquals(Verdict.FORGED, jar.taste(Arrays.copyOf(cookie, 63), V4, NOW));
        assertEquals(Verdict.FORGED, jar.taste(Arrays.copyOf(cookie, 65), V4, NOW));
    }

    @Test
    public void aCookieOfTheFutureIsForged() {
        assertEquals(Verdict.FORGED, jar.taste(new CookieJar(SEED, NOW).bake(V4, NOW + 60_000), V4, NOW));
    }

    @Test
    public void theJarsOfTwoLoopsHonourEachOthersCookiesAndThoseOfAnotherEndpointDoNot() {
        byte[] cookie = jar.bake(V4, NOW + 500_000);
        assertEquals(Verdict.VALID, new CookieJar(SEED, NOW).taste(cookie, V4, NOW + 500_100));
        assertEquals(Verdict.FORGED, new CookieJar(new byte[32], NOW).taste(cookie, V4, NOW + 500_100));
    }

    @Test
    public void timesBeforeTheOriginOfTheClockAreTimesToo() {
        CookieJar early = new CookieJar(SEED, -500_000);
        byte[] cookie = early.bake(V4, -400_000);
        assertEquals(Verdict.VALID, early.taste(cookie, V4, -350_000));
        assertEquals(Verdict.EXPIRED, early.taste(cookie, V4, 0));
    }
}
