package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;
import org.stratocumulus.crypto.PacketCipher;

public class FlashPacketCipherTest {
    private static final byte[] KEY_A = "0123456789abcdef".getBytes();
    private static final byte[] KEY_B = "fedcba9876543210".getBytes();
    private static final byte[] HMAC_KEY = "an HMAC key of the near direction".getBytes();
    private static final byte[] PACKET = HexFormat.of().parseHex("0b5ec4300017");

    private final byte[] opened = new byte[2048];

    @Test
    public void theDefaultSessionKeyIsAesCbcFromAZeroVectorWithChecksumAndPadding() throws Exception {
        byte[] sealed = seal(FlashPacketCipher.ofDefaultSessionKey(), PACKET);
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex("41646f62652053797374656d73203032"), "AES"),
                new IvParameterSpec(new byte[16]));
        // 0b5e + c430 + 0017 + 4 * ffff = cfa5, complement 305a
        assertEquals("305a" + "0b5ec4300017" + "ffffffffffffffff", HexFormat.of().formatHex(aes.doFinal(sealed)));
    }

    @Test
    public void aNumberedPacketWithChecksumHasTheNumberInFrontAndOutsideTheSum() throws Exception {
        PacketCipher cipher = new FlashPacketCipher(KEY_A, KEY_A, new Verification(null, 0, true), Verification.CHECKSUM);
        seal(cipher, PACKET);
        byte[] sealed = seal(cipher, PACKET);
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY_A, "AES"), new IvParameterSpec(new byte[16]));
        // 13 bytes are summed: 0b5e + c430 + 0017 + 3 * ffff + 00ff = d0a4, complement 2f5b
        assertEquals("01" + "2f5b" + "0b5ec4300017" + "ffffffffffffff", HexFormat.of().formatHex(aes.doFinal(sealed)));
    }

    @Test
    public void whatOneEndSealsTheOtherOpensInEveryMode() {
        for (int hmacLength : new int[] {0, 4, 10, 32}) {
            for (boolean numbered : new boolean[] {false, true}) {
                Verification way = way(hmacLength, numbered);
                PacketCipher near = new FlashPacketCipher(KEY_A, KEY_B, way, Verification.CHECKSUM);
                PacketCipher far = new FlashPacketCipher(KEY_B, KEY_A, Verification.CHECKSUM, way);
                for (int length = 1; length < 300; length++) {
                    byte[] packet = new byte[length];
                    Arrays.fill(packet, (byte) length);
                    byte[] sealed = seal(near, packet);
                    assertTrue(way + " " + length, sealed.length - length <= near.overhead());
                    assertArrayEquals(way + " " + length, packet, Arrays.copyOf(open(far, sealed), length));
                }
            }
        }
    }

    @Test
    public void paddingIsAllOnes() {
        PacketCipher cipher = FlashPacketCipher.ofDefaultSessionKey();
        assertEquals("0b5ec4300017" + "ffffffffffffffff", HexFormat.of().formatHex(open(cipher, seal(cipher, PACKET))));
    }

    @Test
    public void aReplayIsRefusedAndReorderingIsNot() {
        Verification numbered = way(0, true);
        PacketCipher cipher = new FlashPacketCipher(KEY_A, KEY_A, numbered, numbered);
        byte[][] sealed = new byte[200][];
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] = seal(cipher, PACKET);
        }
        for (int i = sealed.length - 1; i >= 0; i--) {
            boolean inWindow = sealed.length - 1 - i < ReplayWindow.SIZE;
            assertEquals("number " + i, inWindow, cipher.open(sealed[i], 0, sealed[i].length, opened) != PacketCipher.INVALID);
            assertEquals("number " + i, PacketCipher.INVALID, cipher.open(sealed[i], 0, sealed[i].length, opened));
        }
    }

    @Test
    public void aDamagedPacketDoesNotMoveTheWindow() {
        Verification numbered = way(0, true);
        PacketCipher near = new FlashPacketCipher(KEY_A, KEY_A, numbered, numbered);
        byte[] sealed = seal(near, PACKET);
        byte[] damaged = sealed.clone();
        damaged[15] ^= 1;
        assertEquals(PacketCipher.INVALID, near.open(damaged, 0, damaged.length, opened));
        assertNotEquals(PacketCipher.INVALID, near.open(sealed, 0, sealed.length, opened));
    }

    @Test
    public void tamperingWithAnyBitIsDetectedByTheHmac() {
        Verification way = way(10, true);
        PacketCipher cipher = new FlashPacketCipher(KEY_A, KEY_A, way, way);
        byte[] sealed = seal(cipher, new byte[100]);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            sealed[bit / 8] ^= 1 << bit % 8;
            assertEquals("bit " + bit, PacketCipher.INVALID, cipher.open(sealed, 0, sealed.length, opened));
            sealed[bit / 8] ^= 1 << bit % 8;
        }
        assertNotEquals(PacketCipher.INVALID, cipher.open(sealed, 0, sealed.length, opened));
    }

    @Test
    public void everyTruncationIsRefused() {
        Verification way = way(10, false);
        PacketCipher cipher = new FlashPacketCipher(KEY_A, KEY_A, way, way);
        byte[] sealed = seal(cipher, new byte[100]);
        for (int length = 0; length < sealed.length; length++) {
            assertEquals("length " + length, PacketCipher.INVALID, cipher.open(sealed, 0, length, opened));
        }
    }

    @Test
    public void aSequenceNumberOfMoreThan64BitsIsRefused() throws Exception {
        PacketCipher far = new FlashPacketCipher(KEY_A, KEY_A, way(10, true), way(10, true));
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY_A, "AES"), new IvParameterSpec(new byte[16]));
        for (byte fill : new byte[] {(byte) 0xff, (byte) 0x80}) {
            byte[] plain = new byte[16];
            Arrays.fill(plain, fill);
            byte[] blocks = aes.doFinal(plain);
            byte[] packet = Arrays.copyOf(blocks, 26);
            System.arraycopy(HmacSha256.of(HMAC_KEY, blocks), 0, packet, 16, 10);
            assertEquals(PacketCipher.INVALID, far.open(packet, 0, packet.length, opened));
        }
    }

    @Test
    public void aPacketLongerThanTheLimitOrTheRoomIsRefused() {
        PacketCipher cipher = FlashPacketCipher.ofDefaultSessionKey();
        assertEquals(PacketCipher.INVALID, cipher.open(new byte[0x8000], 0, PacketOpener.MAX_PACKET + 1, new byte[0x8000]));
        byte[] sealed = seal(cipher, new byte[40]);
        assertEquals(PacketCipher.INVALID, cipher.open(sealed, 0, sealed.length, new byte[sealed.length - 1]));
    }

    @Test
    public void randomPacketsNeverThrowAndHardlyEverPass() {
        long seed = System.nanoTime();
        System.out.println("FlashPacketCipherTest seed " + seed);
        Random random = new Random(seed);
        Verification numbered = way(0, true);
        PacketCipher[] ciphers = {FlashPacketCipher.ofDefaultSessionKey(), new FlashPacketCipher(KEY_A, KEY_A, numbered, numbered),
            new FlashPacketCipher(KEY_A, KEY_A, way(4, true), way(4, true))};
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(200)];
            random.nextBytes(packet);
            passed += ciphers[i % 3].open(packet, 0, packet.length, opened) == PacketCipher.INVALID ? 0 : 1;
        }
        assertTrue("seed " + seed + ": " + passed + " passed a 16-bit checksum", passed < 10);
    }

    @Test
    public void aPacketCostsNoMemoryOnceTheCiphersAreMade() {
        Verification way = way(10, true);
        PacketCipher cipher = new FlashPacketCipher(KEY_A, KEY_A, way, way);
        byte[] plain = new byte[PacketCipher.HEADROOM + 1000 + PacketCipher.TAILROOM];
        byte[] sealed = new byte[1000 + cipher.overhead()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int packets = 20_000;
        long before = 0;
        int opens = 0;
        for (int i = -100; i < packets; i++) {
            before = i == 0 ? threads.getThreadAllocatedBytes(Thread.currentThread().getId()) : before;
            int length = cipher.seal(plain, PacketCipher.HEADROOM, 1000, sealed, 0);
            opens += cipher.open(sealed, 0, length, opened) == PacketCipher.INVALID ? 0 : 1;
        }
        long perPacket = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / packets;
        assertEquals(100 + packets, opens);
        assertEquals("bytes a packet", 0, perPacket);
    }

    @Test(expected = IllegalArgumentException.class)
    public void anHmacOfThreeBytesIsRefused() {
        new Verification(HMAC_KEY, 3, false);
    }

    private static Verification way(int hmacLength, boolean numbered) {
        return new Verification(hmacLength == 0 ? null : HMAC_KEY, hmacLength, numbered);
    }

    private static byte[] seal(PacketCipher cipher, byte[] packet) {
        byte[] plain = new byte[PacketCipher.HEADROOM + packet.length + PacketCipher.TAILROOM];
        System.arraycopy(packet, 0, plain, PacketCipher.HEADROOM, packet.length);
        byte[] out = new byte[7 + packet.length + cipher.overhead()];
        int length = cipher.seal(plain, PacketCipher.HEADROOM, packet.length, out, 7);
        return Arrays.copyOfRange(out, 7, 7 + length);
    }

    private byte[] open(PacketCipher cipher, byte[] sealed) {
        int result = cipher.open(sealed, 0, sealed.length, opened);
        assertNotEquals(PacketCipher.INVALID, result);
        int begin = result & 0xffff;
        return Arrays.copyOfRange(opened, begin, begin + (result >>> 16));
    }
}
