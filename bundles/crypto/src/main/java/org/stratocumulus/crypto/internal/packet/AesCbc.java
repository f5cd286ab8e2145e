package org.stratocumulus.crypto.internal.packet;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-CBC in one direction, every packet from an initialization vector of 16 zero bytes (RFC 7425 section 4.7.1).
 *
 * <p>The JDK's own AES is asked for by name: other providers are two to ten times slower. It wants separate heap arrays for input and
 * output and no {@code init} per packet; a finished packet leaves it at the initialization vector again. It is made at the first packet,
 * for it takes 800 bytes that a session without traffic does not need.
 */
final class AesCbc {
    static final int BLOCK = 16;

    private static final Provider JDK = Security.getProvider("SunJCE");

    private final int mode;
    private final byte[] key;
    private Cipher cipher;

    private AesCbc(int mode, byte[] key) {
        this.mode = mode;
        // RFC 7425 4.6.3: the first 128 bits
        this.key = Arrays.copyOf(key, BLOCK);
    }

    static AesCbc encrypting(byte[] key) {
        return new AesCbc(Cipher.ENCRYPT_MODE, key);
    }

    static AesCbc decrypting(byte[] key) {
        return new AesCbc(Cipher.DECRYPT_MODE, key);
    }

    /** @param length a multiple of {@link #BLOCK} for which both arrays, not the same one, have room */
    void run(byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            if (cipher == null) {
                cipher = newCipher();
            }
            cipher.doFinal(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-128-CBC of " + length + " bytes", e);
        }
    }

    private Cipher newCipher() throws GeneralSecurityException {
        String name = "AES/CBC/NoPadding";
        Cipher made = JDK == null ? Cipher.getInstance(name) : Cipher.getInstance(name, JDK);
        made.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        return made;
    }
}
