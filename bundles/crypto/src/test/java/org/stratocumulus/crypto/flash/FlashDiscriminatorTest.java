package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;

import java.util.Arrays;
import java.util.Optional;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.CryptoException;

public class FlashDiscriminatorTest {
    private static final FlashCertificate SERVER = FlashCertificate.decode(hex("02 00 68 01 0a 02 15 02"));
    private static final FlashCertificate NO_HOSTNAME = FlashCertificate.decode(hex("01 0a 02 15 02"));
    private static final FlashCertificate PEER = FlashCertificate.decode(hex("02 00 68 02 15 02"));
    private static final PeerId STRANGER = PeerId.of(filled(32, 9));

    @Test
    public void aUriIsOneOption() {
        assertEquals("050a6c697665", hex(FlashDiscriminator.forUri("live").encoded()));
        assertEquals("010a", hex(FlashDiscriminator.forUri("").encoded()));
        assertEquals("81490a", hex(FlashDiscriminator.forUri("x".repeat(200)).encoded()).substring(0, 6));
    }

    @Test
    public void theCanonicalDiscriminatorHas34Bytes() {
        assertEquals("210f" + "09".repeat(32), hex(FlashDiscriminator.forPeer(STRANGER).encoded()));
    }

    @Test
    public void whatWasBuiltIsRead() {
        FlashDiscriminator read = FlashDiscriminator.decode(FlashDiscriminator.forPeerAndUri(STRANGER, "rtmfp://h/\u00e4").encoded());
        assertEquals(Optional.of(STRANGER), read.fingerprint());
        assertEquals(Optional.of("rtmfp://h/\u00e4"), read.ancillaryData());
        assertEquals("020068" + "020a78", hex(FlashDiscriminator.forHostAndUri("h", "x").encoded()));
    }

    @Test
    public void anEmptyUriIsNotAMissingOne() {
        assertEquals(Optional.of(""), FlashDiscriminator.decode(hex("01 0a")).ancillaryData());
        assertEquals(Optional.empty(), FlashDiscriminator.decode(hex("02 00 68")).ancillaryData());
    }

    @Test
    public void withoutAnyOfTheThreeOptionsNothingIsSelected() {
        assertFalse(FlashDiscriminator.decode(new byte[0]).selects(SERVER));
        assertFalse(FlashDiscriminator.decode(hex("02 7f 01")).selects(SERVER));
    }

    @Test
    public void aFingerprintDecidesWhateverElseIsThere() {
        assertTrue(FlashDiscriminator.forPeer(PEER.fingerprint()).selects(PEER));
        // neither the foreign hostname nor the lack of Accepts Ancillary Data matter
        byte[] others = hex("02 00 78 02 0a 61 21 0f");
        assertTrue(FlashDiscriminator.decode(join(others, PEER.fingerprint().toBytes())).selects(PEER));
        assertFalse(FlashDiscriminator.forPeer(STRANGER).selects(PEER));
        assertFalse(FlashDiscriminator.forPeerAndUri(STRANGER, "rtmfp://h/app").selects(SERVER));
    }

    @Test
    public void aRequiredHostnameMustBeIdentical() {
        assertTrue(FlashDiscriminator.decode(hex("02 00 68")).selects(SERVER));
        assertFalse(FlashDiscriminator.decode(hex("02 00 69")).selects(SERVER));
        assertFalse(FlashDiscriminator.decode(hex("03 00 68 68")).selects(SERVER));
        assertFalse(FlashDiscriminator.decode(hex("02 00 68")).selects(NO_HOSTNAME));
    }

    @Test
    public void ancillaryDataMustBeAccepted() {
        assertTrue(FlashDiscriminator.forUri("a").selects(SERVER));
        assertFalse(FlashDiscriminator.forUri("a").selects(PEER));
    }

    @Test
    public void hostnameAndAncillaryDataMustBothFit() {
        assertTrue(FlashDiscriminator.forHostAndUri("h", "a").selects(SERVER));
        assertFalse(FlashDiscriminator.forHostAndUri("h", "a").selects(PEER));
        assertFalse(FlashDiscriminator.forHostAndUri("h", "a").selects(NO_HOSTNAME));
    }

    @Test
    public void anOptionThatOccursTwiceIsRefused() {
        byte[] fingerprint = join(hex("21 0f"), filled(32, 9));
        refused(hex("02 00 68 02 00 68"));
        refused(hex("01 0a 01 0a"));
        refused(join(fingerprint, fingerprint));
    }

    @Test
    public void aFingerprintOfAnotherLengthThan32IsRefused() {
        refused(join(hex("20 0f"), filled(31, 9)));
        refused(join(hex("22 0f"), filled(33, 9)));
    }

    @Test
    public void truncationsAreRefused() {
        byte[] encoded = FlashDiscriminator.forPeer(STRANGER).encoded();
        for (int length = 1; length < encoded.length; length++) {
            refused(Arrays.copyOf(encoded, length));
        }
    }

    @Test
    public void moreThan4096BytesAreRefused() {
        FlashDiscriminator.forUri("x".repeat(FlashOption.MAX_SIZE - 3));
        assertThrows(IllegalArgumentException.class, () -> FlashDiscriminator.forUri("x".repeat(FlashOption.MAX_SIZE - 2)));
        refused(new byte[FlashOption.MAX_SIZE + 1]);
    }

    private static void refused(byte[] encoded) {
        assertThrows(hex(encoded), CryptoException.class, () -> FlashDiscriminator.decode(encoded));
    }
}
