package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;
import static org.stratocumulus.crypto.flash.Wire.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.CryptoException;

public class FlashCertificateTest {
    private static final byte[] GROUP_2 = hex("02 15 02");

    @Test
    public void theServersCertificateIsAncillaryDataThenRandomnessThenGroups() {
        byte[] encoded = Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()).certificate().encoded();
        assertEquals("010a" + "410e", hex(encoded).substring(0, 8));
        assertEquals("021502" + "021505" + "02150e" + "021510", hex(encoded).substring(2 * (4 + 64)));
    }

    @Test
    public void anAdobeClientsCertificateIsOneStaticKeyOfGroup2() {
        byte[] encoded = Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, new SecureRandom()).certificate().encoded();
        assertEquals("8102" + "1d" + "02", hex(encoded).substring(0, 8));
        assertEquals(4 + 128, encoded.length);
    }

    @Test
    public void anIdentityOffersOtherGroupsUnderAnotherFingerprintAndKeepsTheRest() {
        IdentityTraits traits = new IdentityTraits(Optional.of("example.com"), true, List.of(DhGroup.values()));
        Identity identity = Identity.ephemeral(traits, new SecureRandom());
        Identity less = identity.offering(EnumSet.of(DhGroup.MODP_1024, DhGroup.MODP_2048));
        assertEquals(EnumSet.of(DhGroup.MODP_1024, DhGroup.MODP_2048), less.flashCertificate().groups());
        assertNotEquals(identity.peerId(), less.peerId());
        assertTrue(less.flashCertificate().acceptsAncillaryData());
        assertTrue(less.flashCertificate().hasHostname("example.com".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(identity.peerId(), less.offering(EnumSet.allOf(DhGroup.class)).peerId());
    }

    @Test
    public void everyIdentityHasAFingerprintOfItsOwn() {
        assertNotEquals(Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()).peerId(),
                Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()).peerId());
    }

    @Test
    public void aHostnameIsPartOfTheIdentity() {
        IdentityTraits traits = new IdentityTraits(Optional.of("a.b"), true, List.of(DhGroup.MODP_2048));
        FlashCertificate certificate = Identity.ephemeral(traits, new SecureRandom()).flashCertificate();
        assertEquals("0400612e62" + "010a", hex(certificate.encoded()).substring(0, 14));
        assertTrue(certificate.hasHostname("a.b".getBytes()));
    }

    @Test
    public void theFingerprintCoversTheCanonicalSectionWithoutItsMarker() throws Exception {
        byte[] canonical = join(hex("01 0a"), GROUP_2);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
        assertEquals(PeerId.of(hash), FlashCertificate.decode(canonical).fingerprint());
        assertEquals(PeerId.of(hash), FlashCertificate.decode(join(canonical, hex("00"))).fingerprint());
        assertEquals(PeerId.of(hash), FlashCertificate.decode(join(canonical, hex("00 02 0e ff 00"))).fingerprint());
    }

    @Test
    public void optionsBehindTheMarkerAreIgnored() {
        FlashCertificate certificate = FlashCertificate.decode(join(GROUP_2, hex("00 01 0a 02 00 61 02 15 05 03 1d 02 07")));
        assertFalse(certificate.acceptsAncillaryData());
        assertFalse(certificate.hasHostname("a".getBytes()));
        assertEquals(Set.of(DhGroup.MODP_1024), certificate.groups());
        assertFalse(certificate.isStatic());
    }

    @Test
    public void unknownOptionsAndGroupsAreIgnored() {
        FlashCertificate certificate = FlashCertificate.decode(join(hex("03 7f 01 02 03 15 81 00"), GROUP_2, hex("02 15 02")));
        assertEquals(EnumSet.of(DhGroup.MODP_1024), certificate.groups());
    }

    @Test
    public void aStaticKeyMayHave127Bytes() {
        byte[] encoded = join(hex("81 01 1d 02"), key(127));
        FlashCertificate certificate = FlashCertificate.decode(encoded);
        assertTrue(certificate.isStatic());
        assertArrayEquals(key(127), certificate.staticKey(DhGroup.MODP_1024));
    }

    @Test
    public void ephemeralGroupsAndStaticKeysExcludeEachOther() {
        refused(join(GROUP_2, hex("81 02 1d 02"), key(128)));
        // even when one of them is of a group that this end does not know
        refused(join(hex("02 15 01"), hex("81 02 1d 02"), key(128)));
    }

    @Test
    public void aCertificateWithoutAKnownGroupIsRefused() {
        refused(new byte[0]);
        refused(hex("01 0a"));
        refused(hex("02 15 01"));
        refused(hex("00 02 15 02"));
    }

    @Test
    public void twoHostnamesAreRefused() {
        refused(join(hex("02 00 61 02 00 61"), GROUP_2));
    }

    @Test
    public void everyTruncationInsideAnOptionIsRefused() {
        byte[] encoded = join(hex("02 00 61"), hex("81 02 1d 02"), key(128));
        for (int length = 0; length < encoded.length; length++) {
            refused(Arrays.copyOf(encoded, length));
        }
        refused(hex("02 15 82"));
        refused(hex("01 15"));
    }

    @Test
    public void moreThan4096BytesAreRefused() {
        byte[] fits = join(GROUP_2, hex("9f 7b 0e"), filled(FlashOption.MAX_SIZE - 3 - 3, 7));
        assertEquals(FlashOption.MAX_SIZE, fits.length);
        FlashCertificate.decode(fits);
        refused(join(GROUP_2, hex("9f 7c 0e"), filled(FlashOption.MAX_SIZE - 3 - 3 + 1, 7)));
    }

    @Test
    public void moreThan64OptionsAreRefused() {
        FlashCertificate.decode(join(GROUP_2, filled(FlashOption.MAX_OPTIONS - 1, 0)));
        refused(join(GROUP_2, filled(FlashOption.MAX_OPTIONS, 0)));
    }

    @Test
    public void onlyTheIdenticalCertificateOverrides() {
        FlashCertificate one = FlashCertificate.decode(GROUP_2);
        assertTrue(one.overrides(FlashCertificate.decode(GROUP_2.clone())));
        FlashCertificate sameFingerprint = FlashCertificate.decode(join(GROUP_2, hex("00")));
        assertEquals(one.fingerprint(), sameFingerprint.fingerprint());
        assertFalse(sameFingerprint.overrides(one));
    }

    private static void refused(byte[] encoded) {
        assertThrows(hex(encoded), CryptoException.class, () -> FlashCertificate.decode(encoded));
    }
}
