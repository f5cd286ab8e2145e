package org.stratocumulus.crypto.internal.packet;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one AES-128-CBC cipher, in one direction, that all sessions of a thread use that have little to say: it is set to the key of whoever
 * comes, which costs less than a microsecond, where a cipher of one's own takes 800 bytes. For one thread.
 */
final class SharedCipher {
    /** Asked for by name: other providers are two to ten times slower. */
    private static final Provider JDK = Security.getProvider("SunJCE");
    private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[AesCbc.BLOCK]);
    private static final ThreadLocal<SharedCipher> ENCRYPTING = ThreadLocal.withInitial(() -> new SharedCipher(Cipher.ENCRYPT_MODE));
    private static final ThreadLocal<SharedCipher> DECRYPTING = ThreadLocal.withInitial(() -> new SharedCipher(Cipher.DECRYPT_MODE));

    private final int mode;
    private final Cipher cipher = unkeyed();
    private byte[] keys;
    private int offset;

    private SharedCipher(int mode) {
        this.mode = mode;
    }

    /** This thread's cipher with a key, to be used at once. @param keys which have 16 bytes at the offset that never change */
    static Cipher of(int mode, byte[] keys, int offset) throws GeneralSecurityException {
        SharedCipher shared = (mode == Cipher.ENCRYPT_MODE ? ENCRYPTING : DECRYPTING).get();
        if (shared.keys != keys || shared.offset != offset) {
            shared.keys = null; // nobody's, should it fail
            initialize(shared.cipher, shared.mode, keys, offset);
            shared.keys = keys;
            shared.offset = offset;
        }
        return shared.cipher;
    }

    /** A cipher of one's own. */
    static Cipher own(int mode, byte[] keys, int offset) throws GeneralSecurityException {
        Cipher cipher = unkeyed();
        initialize(cipher, mode, keys, offset);
        return cipher;
    }

    private static void initialize(Cipher cipher, int mode, byte[] keys, int offset) throws GeneralSecurityException {
        cipher.init(mode, new SecretKeySpec(keys, offset, AesCbc.BLOCK, "AES"), ZERO);
    }

    private static Cipher unkeyed() {
        String name = "AES/CBC/NoPadding";
        try {
            return JDK == null ? Cipher.getInstance(name) : Cipher.getInstance(name, JDK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
