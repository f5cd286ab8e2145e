package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.ResponderKeying;

/** RFC 7425 sections 4.6.2 to 4.7: a far initiator made of nothing but the JDK's primitives reaches the same keys. */
public class SessionKeyComputationTest {
    private static final BigInteger P = new BigInteger("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22"
            + "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB"
            + "5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF", 16);
    private static final int COMPONENT_HEAD = 7 + 4;

    private byte[] skic;
    private byte[] skrc;
    private byte[] secret;
    private ResponderKeying responder;

    /** The initiator always sends 12 bytes of HMAC and numbers, and asks for both. */
    @Before
    public void keying() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(new DHParameterSpec(P, BigInteger.TWO, 224));
        KeyPair pair = generator.generateKeyPair();
        byte[] publicKey = ((DHPublicKey) pair.getPublic()).getY().toByteArray();
        skic = join(option(join(hex("0d 02"), publicKey)), hex("03 1a 05 0c 02 1e 05"));

        FlashProfile server = new FlashProfile(Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()), FlashOptions.DEFAULT,
                new SecureRandom());
        Certificate initiator = server.decodeCertificate(hex("02 15 02"));
        responder = server.respond(initiator, skic);
        skrc = responder.responderComponent();

        KeyAgreement agreement = KeyAgreement.getInstance("DH");
        agreement.init(pair.getPrivate());
        BigInteger farKey = new BigInteger(1, Arrays.copyOfRange(skrc, COMPONENT_HEAD, skrc.length));
        agreement.doPhase(KeyFactory.getInstance("DH")
                .generatePublic(new DHPublicKeySpec(farKey, P, BigInteger.TWO)), true);
        secret = new BigInteger(1, agreement.generateSecret()).toByteArray();
        secret = secret[0] == 0 ? Arrays.copyOfRange(secret, 1, secret.length) : secret;
    }

    @Test
    public void theResponderAnswersThatItSendsBoth() {
        assertEquals("031a040a" + "021e04" + "81020d02", hex(Arrays.copyOf(skrc, COMPONENT_HEAD)));
    }

    @Test
    public void noncesAreCodesOfTheComponents() throws Exception {
        assertArrayEquals(hmac(secret, skrc), responder.keys().nearNonce());
        assertArrayEquals(hmac(secret, skic), responder.keys().farNonce());
    }

    @Test
    public void aPacketOfTheResponderHasItsKeysAndItsHmac() throws Exception {
        byte[] sealed = Wire.seal(responder.keys(), filled(20, 0x77));
        byte[] encryptKey = hmac(secret, hmac(skic, skrc));
        assertEquals(32 + 10, sealed.length);
        byte[] blocks = Arrays.copyOf(sealed, 32);
        assertEquals("00" + "77".repeat(20) + "ff".repeat(11), hex(aes(Cipher.DECRYPT_MODE, encryptKey, blocks)));
        byte[] code = hmac(hmac(secret, encryptKey), blocks);
        assertArrayEquals(Arrays.copyOf(code, 10), Arrays.copyOfRange(sealed, 32, 42));
    }

    @Test
    public void aPacketOfTheInitiatorIsUnderstood() throws Exception {
        byte[] decryptKey = hmac(secret, hmac(skrc, skic));
        byte[] blocks = aes(Cipher.ENCRYPT_MODE, decryptKey, join(hex("8a 05"), filled(14, 0x66)));
        byte[] sealed = join(blocks, Arrays.copyOf(hmac(hmac(secret, decryptKey), blocks), 12));
        assertArrayEquals(filled(14, 0x66), Wire.open(responder.keys(), sealed, 14));
        assertEquals("a replay", null, Wire.open(responder.keys(), sealed, 14));
    }

    private static byte[] option(byte[] typeAndValue) {
        return join(new byte[] {(byte) (0x80 | typeAndValue.length >> 7), (byte) (typeAndValue.length & 0x7f)}, typeAndValue);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] aes(int mode, byte[] key, byte[] blocks) throws Exception {
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(mode, new SecretKeySpec(key, 0, 16, "AES"), new IvParameterSpec(new byte[16]));
        return aes.doFinal(blocks);
    }
}
