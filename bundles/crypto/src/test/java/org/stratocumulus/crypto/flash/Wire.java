package org.stratocumulus.crypto.flash;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.SessionKeys;

/** Bytes of the wire for tests, written out by hand so that they do not depend on the code under test. */
final class Wire {
    private Wire() {
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** An acceptable public key of group 2, or a shorter one. */
    static byte[] key(int length) {
        byte[] key = filled(length, 0x55);
        key[0] = 0x11;
        return key;
    }

    /** One packet from one end to the other: what arrives without its padding, or null when it was refused. */
    static byte[] carry(SessionKeys from, SessionKeys to, byte[] packet) {
        return open(to, seal(from, packet), packet.length);
    }

    static byte[] seal(SessionKeys from, byte[] packet) {
        byte[] plain = new byte[PacketCipher.HEADROOM + packet.length + PacketCipher.TAILROOM];
        System.arraycopy(packet, 0, plain, PacketCipher.HEADROOM, packet.length);
        byte[] out = new byte[packet.length + from.cipher().overhead()];
        return Arrays.copyOf(out, from.cipher().seal(plain, PacketCipher.HEADROOM, packet.length, out, 0));
    }

    static byte[] open(SessionKeys to, byte[] sealed, int length) {
        byte[] plain = new byte[sealed.length];
        int opened = to.cipher().open(sealed, 0, sealed.length, plain);
        int begin = opened & 0xffff;
        return opened == PacketCipher.INVALID ? null : Arrays.copyOfRange(plain, begin, begin + length);
    }
}
