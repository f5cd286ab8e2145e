package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;

import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

/** RFC 7425 section 4.3.5. */
public class SignaturePolicyTest {
    private static final byte[] MESSAGE = "keying parameters".getBytes();
    private static final SimplePassword ANNA = new SimplePassword("anna", "secret".getBytes());
    private static final SimplePassword ANNA_WRONG = new SimplePassword("anna", "guess".getBytes());
    private static final SimplePassword BERT = new SimplePassword("bert", "other".getBytes());
    private static final SignaturePolicy VERIFIER = new SignaturePolicy(List.of(), List.of(ANNA), true);

    @Test
    public void aSimplePasswordIsTheHmacThenTheId() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("secret".getBytes(), "HmacSHA256"));
        assertEquals("251d" + hex(mac.doFinal(MESSAGE)) + "616e6e61", hex(signature(ANNA)));
    }

    @Test
    public void aRightPasswordIsEnoughAmongUnrecognizedOnes() {
        assertTrue(VERIFIER.verify(MESSAGE, signature(ANNA)));
        assertTrue(VERIFIER.verify(MESSAGE, signature(BERT, ANNA)));
        assertTrue("unknown option types", VERIFIER.verify(MESSAGE, join(hex("02 7f 00"), signature(ANNA))));
    }

    @Test
    public void aWrongCodeForARecognizedIdSpoilsTheWhole() {
        assertFalse(VERIFIER.verify(MESSAGE, signature(ANNA_WRONG)));
        assertFalse(VERIFIER.verify(MESSAGE, signature(ANNA_WRONG, ANNA)));
        assertFalse(VERIFIER.verify(MESSAGE, signature(ANNA, ANNA_WRONG)));
        assertFalse(VERIFIER.verify("another message".getBytes(), signature(ANNA)));
    }

    @Test
    public void anEmptyMalformedOrUnrecognizedSignatureIsNotOne() {
        assertFalse(VERIFIER.verify(MESSAGE, new byte[0]));
        assertFalse(VERIFIER.verify(MESSAGE, hex("58")));
        assertFalse(VERIFIER.verify(MESSAGE, signature(BERT)));
        assertFalse(VERIFIER.verify(MESSAGE, join(hex("20 1d"), filled(31, 0))));
        byte[] whole = signature(ANNA);
        for (int length = 0; length < whole.length; length++) {
            assertFalse(VERIFIER.verify(MESSAGE, Arrays.copyOf(whole, length)));
        }
    }

    @Test
    public void withoutAnAcceptedPasswordARequiredSignatureCannotBeGiven() {
        assertFalse(new SignaturePolicy(List.of(), List.of(), true).verify(MESSAGE, signature(ANNA)));
    }

    private static byte[] signature(SimplePassword... passwords) {
        return new SignaturePolicy(List.of(passwords), List.of(), false).sign(MESSAGE);
    }
}
