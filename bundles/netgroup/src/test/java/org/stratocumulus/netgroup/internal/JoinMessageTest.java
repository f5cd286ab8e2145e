package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.GroupId;

public class JoinMessageTest {
    /** From a captured Adobe-derived client. */
    private static final String ID = "763f90e4b524a0e026052bb5696bd143246f26c6eb0b9fa31b0d1ed39a092620";

    private static GroupId decode(String hex) {
        return JoinMessage.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String specifier(String prefix, int length) {
        return prefix + "41".repeat(length);
    }

    @Test
    public void aCapturedJoinNamesTheGroupById() {
        assertEquals(GroupId.parse(ID), decode("01 21 15" + ID));
    }

    @Test
    public void aSpecifierIsHashed() {
        assertEquals(GroupId.ofSpecifier("G:01"), decode("01 05 10" + HexFormat.of().formatHex("G:01".getBytes(StandardCharsets.UTF_8))));
        assertEquals("with a length of two bytes", GroupId.ofSpecifier("A".repeat(200)), decode(specifier("01 8149 10", 200)));
    }

    @Test
    public void whatFollowsIsIgnored() {
        assertEquals(GroupId.parse(ID), decode("01 21 15" + ID + "0000"));
    }

    @Test
    public void anythingElseIsMalformed() {
        for (String hex : new String[] {"", "01", "01 00", "01 21", "01 21 15", "01 20 15" + ID, "01 22 15" + ID, "01 22 15" + ID + "00",
            "02 21 15" + ID, "01 01 10", "01 80", "01 818181 81 15" + ID, "01 ffffff 10 41"}) {
            assertNull(hex, decode(hex));
        }
    }

    @Test
    public void maxSpecifier() {
        assertEquals(GroupId.ofSpecifier("A".repeat(JoinMessage.MAX_SPECIFIER)), decode(specifier("01 a001 10", JoinMessage.MAX_SPECIFIER)));
        assertNull(decode(specifier("01 a002 10", JoinMessage.MAX_SPECIFIER + 1)));
    }

    @Test
    public void noBytesMakeItThrow() {
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] message = new byte[random.nextInt(40)];
            random.nextBytes(message);
            if (message.length > 0) {
                message[0] = 1;
            }
            try {
                JoinMessage.decode(message);
            } catch (RuntimeException e) {
                throw new AssertionError("-Dseed=" + seed + ": " + Arrays.toString(message), e);
            }
        }
    }
}
