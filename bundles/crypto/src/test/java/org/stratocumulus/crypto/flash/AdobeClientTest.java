package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;
import static org.stratocumulus.crypto.flash.Wire.key;

import java.security.SecureRandom;
import org.junit.Test;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.ResponderKeying;

/** Clients derived from Adobe's: static keys of group 2, and no understanding of HMAC or session sequence numbers. */
public class AdobeClientTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ANSWER = "031a0000" + "021e00" + "81020d02" + "[0-9a-f]{256}";

    /** From the IIKeying of a captured session. */
    private static final byte[] CAPTURED_CERTIFICATE = hex(
            "81021d0212af73f3bd8f8928c8352c1c79a8363f3249eef1665f1469599928b2d9118a9545a45d20969ea5385d988475d59f"
            + "5af7982ca0ea473baa0e41d33e81aa87d60b8b1fc2aa3fb697c22a79606f87f6628369e7f452dedc3d77e113cf6a0382f4f3"
            + "5e65c67e10ccbf3e50796cc3e7db25af249b6f220cd98888db9e48550d6170d2");
    private static final byte[] CAPTURED_COMPONENT = hex(
            "021d02410ee0db8f5b8b18743ba964bb642f151f1dfae46fd23a242a7b2fbb223173d90a7f3c0b6735952f09d946d67ac6e2"
            + "115dd970179eb834cdc5d19e624f79c8e61c70031a020a021e02");

    private final FlashProfile server = new FlashProfile(Identity.ephemeral(IdentityTraits.SERVER, RANDOM), FlashOptions.DEFAULT, RANDOM);

    @Test
    public void aCapturedClientGetsTheAnswerThatItUnderstands() {
        Certificate client = server.decodeCertificate(CAPTURED_CERTIFICATE);
        ResponderKeying responder = server.respond(client, CAPTURED_COMPONENT);
        assertTrue(hex(responder.responderComponent()).matches(ANSWER));
        assertEquals("no HMAC", 32, Wire.seal(responder.keys(), new byte[30]).length);
    }

    @Test
    public void aCertificateWithAKeyOf127BytesIsServed() {
        Certificate client = server.decodeCertificate(join(hex("81 01 1d 02"), key(127)));
        assertTrue(hex(server.respond(client, CAPTURED_COMPONENT).responderComponent()).matches(ANSWER));
    }

    @Test
    public void ourOwnClientOfThatKindLooksTheSame() {
        FlashProfile client = new FlashProfile(Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, RANDOM), FlashOptions.DEFAULT, RANDOM);
        InitiatorKeying initiator = client.initiate(server.nearCertificate());
        assertTrue(hex(initiator.initiatorComponent()).matches("021d02" + "410e[0-9a-f]{128}" + "031a020a" + "021e02"));
        assertTrue(hex(CAPTURED_COMPONENT).matches("021d02" + "410e[0-9a-f]{128}" + "031a020a" + "021e02"));
        ResponderKeying responder = server.respond(client.nearCertificate(), initiator.initiatorComponent());
        assertTrue(hex(responder.responderComponent()).matches(ANSWER));
        assertArrayEquals(new byte[30], Wire.carry(initiator.combine(responder.responderComponent()), responder.keys(), new byte[30]));
    }
}
