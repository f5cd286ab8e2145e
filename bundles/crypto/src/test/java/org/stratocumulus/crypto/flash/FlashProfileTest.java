package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.hex;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.crypto.Certificate;

public class FlashProfileTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final FlashProfile near = holding("02 15 02 02 0e 50");

    @Test
    public void theCertificateOrderedBeforeTheOtherPrevailsInGlare() {
        assertTrue(near.farPrevails(certificate("02 15 02 02 0e 4f")));
        assertFalse(near.farPrevails(certificate("02 15 02 02 0e 51")));
    }

    @Test
    public void bytesAreComparedUnsigned() {
        FlashProfile profile = holding("02 0e 7f 02 15 02");
        Certificate greater = certificate("02 0e 80 02 15 02");
        assertFalse(profile.farPrevails(greater));
        assertTrue(holding("02 0e 80 02 15 02").farPrevails(profile.nearCertificate()));
    }

    @Test
    public void theShorterOfTwoCertificatesThatBeginAlikePrevails() {
        assertTrue(near.farPrevails(certificate("02 15 02")));
        assertFalse(holding("02 15 02").farPrevails(near.nearCertificate()));
    }

    @Test
    public void withIdenticalCertificatesTheNearEndPrevails() {
        assertFalse(near.farPrevails(certificate("02 15 02 02 0e 50")));
    }

    @Test
    public void twoEndsNeverComeToTheSameConclusion() {
        for (int i = 0; i < 50; i++) {
            FlashProfile one = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM), FlashOptions.DEFAULT, RANDOM);
            FlashProfile two = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM), FlashOptions.DEFAULT, RANDOM);
            assertTrue(one.farPrevails(two.nearCertificate()) != two.farPrevails(one.nearCertificate()));
        }
    }

    @Test
    public void withoutPasswordsTheSignatureIsAnXAndAnySignatureIsValid() {
        assertEquals("58", hex(near.sign(new byte[10])));
        for (String signature : new String[] {"", "58", "ff", "02 1d 00", "01"}) {
            assertTrue(near.verify(near.nearCertificate(), new byte[10], hex(signature)));
        }
    }

    @Test
    public void defaultCiphersAreNotShared() {
        assertNotSame(near.newDefaultCipher(), near.newDefaultCipher());
    }

    @Test
    public void discriminatorsAreReadByTheProfile() {
        byte[] encoded = FlashDiscriminator.forPeer(near.nearCertificate().fingerprint()).encoded();
        assertTrue(near.decodeDiscriminator(encoded).selects(near.nearCertificate()));
        assertArrayEquals(encoded, near.decodeDiscriminator(encoded).encoded());
    }

    private static FlashProfile holding(String certificate) {
        Identity identity = Identity.restore(hex(certificate), Map.of());
        return new FlashProfile(identity, FlashOptions.DEFAULT, RANDOM);
    }

    private static Certificate certificate(String certificate) {
        return FlashCertificate.decode(hex(certificate));
    }
}
