package org.stratocumulus.crypto.internal.packet;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-128-CBC ciphers, in one direction, that all sessions of a thread use that have little to say. One is set to the key of whoever
 * comes, which takes most of a microsecond; a session that comes again soon, as those do that are being set up, finds its own still set to
 * its key. A cipher for each would be 800 bytes. For one thread.
 */
final class SharedCiphers {
    /** Sessions that may speak in turn without a cipher being set to another key: 50 kB for a thread and direction. */
    static final int ROOM = 64;

    /** Asked for by name: other providers are two to ten times slower. */
    private static final Provider JDK = Security.getProvider("SunJCE");
    private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[AesCbc.BLOCK]);
    private static final ThreadLocal<SharedCiphers> ENCRYPTING = ThreadLocal.withInitial(() -> new SharedCiphers(Cipher.ENCRYPT_MODE));
    private static final ThreadLocal<SharedCiphers> DECRYPTING = ThreadLocal.withInitial(() -> new SharedCiphers(Cipher.DECRYPT_MODE));

    private final int mode;
    private final Cipher[] ciphers = new Cipher[ROOM];
    private final byte[][] keys = new byte[ROOM][];
    private final int[] offsets = new int[ROOM];
    private byte next;

    SharedCiphers(int mode) {
        this.mode = mode;
    }

    /** This thread's. */
    static SharedCiphers ofThread(int mode) {
        return (mode == Cipher.ENCRYPT_MODE ? ENCRYPTING : DECRYPTING).get();
    }

    /**
     * Sets a cipher to a key unless one is.
     *
     * @param array which has 16 bytes at the offset that never change
     * @param place where its cipher was found last, on whatever thread; any place at first
     * @return where it is now, until others have come
     */
    byte place(byte[] array, int offset, byte place) throws GeneralSecurityException {
        if (keys[place] == array && offsets[place] == offset) {
            return place;
        }
        byte taken = next;
        next = (byte) ((next + 1) % ROOM);
        keys[taken] = null; // nobody's, should it fail
        if (ciphers[taken] == null) {
            ciphers[taken] = unkeyed();
        }
        initialize(ciphers[taken], mode, array, offset);
        keys[taken] = array;
        offsets[taken] = offset;
        return taken;
    }

    /** The cipher in a place that was just answered, to be used at once. */
    Cipher at(int place) {
        return ciphers[place];
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
