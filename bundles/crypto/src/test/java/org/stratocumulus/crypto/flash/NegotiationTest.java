package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.Test;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.crypto.SessionKeys;

/** HMAC and session sequence number negotiation: RFC 7425 sections 4.5.2.4, 4.5.2.5, 4.6.4 and 4.6.6. */
public class NegotiationTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identity CLIENT = Identity.ephemeral(IdentityTraits.ADOBE_CLIENT, RANDOM);
    private static final Identity SERVER = Identity.ephemeral(IdentityTraits.ADOBE_CLIENT, RANDOM);
    private static final byte[] PACKET = filled(30, 1);

    @Test
    public void allCombinationsOfHmacAgreeOrAreRefused() {
        for (Use[] uses : combinations()) {
            check("HMAC", uses, FlashOptions.DEFAULT.withHmac(uses[0], uses[1], 7), FlashOptions.DEFAULT.withHmac(uses[2], uses[3], 9));
        }
    }

    @Test
    public void allCombinationsOfSequenceNumbersAgreeOrAreRefused() {
        for (Use[] uses : combinations()) {
            check("SSEQ", uses, FlashOptions.DEFAULT.withSequenceNumbers(uses[0], uses[1]),
                    FlashOptions.DEFAULT.withSequenceNumbers(uses[2], uses[3]));
        }
    }

    private static Use[][] combinations() {
        Use[][] all = new Use[81][];
        for (int i = 0; i < 81; i++) {
            all[i] = new Use[] {Use.values()[i / 27], Use.values()[i / 9 % 3], Use.values()[i / 3 % 3], Use.values()[i % 3]};
        }
        return all;
    }

    /** @param uses initiator's send and require, responder's send and require */
    private static void check(String what, Use[] uses, FlashOptions client, FlashOptions server) {
        String message = what + " " + Arrays.toString(uses);
        boolean refused = uses[1] == Use.ALWAYS && uses[2] == Use.NEVER || uses[3] == Use.ALWAYS && uses[0] == Use.NEVER;
        if (refused) {
            assertThrows(message, CryptoException.class, () -> meet(client, server));
            return;
        }
        boolean toClient = uses[2] == Use.ALWAYS || uses[2] == Use.WHEN_REQUESTED && uses[1] == Use.ALWAYS;
        boolean serverAsks = uses[3] == Use.ALWAYS
                || uses[3] == Use.WHEN_REQUESTED && uses[1] == Use.ALWAYS && uses[0] != Use.NEVER;
        boolean toServer = uses[0] == Use.ALWAYS || uses[0] == Use.WHEN_REQUESTED && serverAsks;
        SessionKeys[] ends = meet(client, server);
        assertProtected(message + " to the server", what, ends[0], ends[1], toServer, 7);
        assertProtected(message + " to the client", what, ends[1], ends[0], toClient, 9);
    }

    private static void assertProtected(String message, String what, SessionKeys from, SessionKeys to, boolean expected, int hmacLength) {
        byte[] sealed = Wire.seal(from, PACKET);
        assertArrayEquals(message, PACKET, Wire.open(to, sealed, PACKET.length));
        if (what.equals("HMAC")) {
            assertEquals(message, expected ? hmacLength : 0, sealed.length % 16);
        } else {
            assertEquals(message, expected, Wire.open(to, sealed, PACKET.length) == null);
        }
    }

    private static SessionKeys[] meet(FlashOptions clientOptions, FlashOptions serverOptions) {
        InitiatorKeying initiator = new FlashProfile(CLIENT, clientOptions, RANDOM).initiate(SERVER.certificate());
        FlashProfile server = new FlashProfile(SERVER, serverOptions, RANDOM);
        ResponderKeying responder = server.respond(CLIENT.certificate(), initiator.initiatorComponent());
        return new SessionKeys[] {initiator.combine(responder.responderComponent()), responder.keys()};
    }

    @Test
    public void bothProtectionsTogetherCarryPacketsBothWays() {
        FlashOptions strict = FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.ALWAYS, 32).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
        SessionKeys[] ends = meet(strict, FlashOptions.DEFAULT);
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(PACKET, Wire.carry(ends[0], ends[1], PACKET));
            assertArrayEquals(PACKET, Wire.carry(ends[1], ends[0], PACKET));
        }
    }

    @Test
    public void theInitiatorsFlagsFollowItsOptions() {
        assertEquals("031a0000", hmacOffer(Use.NEVER, Use.NEVER));
        assertEquals("031a0210", hmacOffer(Use.WHEN_REQUESTED, Use.NEVER));
        assertEquals("031a0210", hmacOffer(Use.WHEN_REQUESTED, Use.WHEN_REQUESTED));
        assertEquals("031a0510", hmacOffer(Use.ALWAYS, Use.ALWAYS));
        assertEquals("031a0100", hmacOffer(Use.NEVER, Use.ALWAYS));
    }

    private static String hmacOffer(Use send, Use require) {
        FlashProfile client = new FlashProfile(CLIENT, FlashOptions.DEFAULT.withHmac(send, require, 16), RANDOM);
        String component = hex(client.initiate(SERVER.certificate()).initiatorComponent());
        return component.substring(2 * (4 + 128)).substring(0, 8);
    }

    @Test
    public void aServerDoesNotAskWhoeverOnlyWouldSendOnRequest() {
        assertEquals("031a0000" + "021e00", answer(FlashOptions.DEFAULT, "03 1a 02 0a 02 1e 02"));
        FlashOptions inEarnest = FlashOptions.DEFAULT.withHmac(Use.WHEN_REQUESTED, Use.WHEN_REQUESTED, 10)
                .withSequenceNumbers(Use.WHEN_REQUESTED, Use.WHEN_REQUESTED);
        assertEquals("031a0000" + "021e00", answer(inEarnest, "03 1a 02 0a 02 1e 02"));
        assertEquals("031a050a" + "021e05", answer(inEarnest, "03 1a 03 0a 02 1e 03"));
    }

    @Test
    public void aServerGivesWhatIsAskedFor() {
        assertEquals("031a040a" + "021e00", answer(FlashOptions.DEFAULT, "03 1a 03 10"));
        assertEquals("031a0000" + "021e04", answer(FlashOptions.DEFAULT, "02 1e 03"));
    }

    @Test
    public void reservedBitsAreIgnored() {
        assertEquals("031a0000" + "021e00", answer(FlashOptions.DEFAULT, "03 1a f8 00 02 1e f8"));
    }

    @Test
    public void ofTwoNegotiationsTheFirstCounts() {
        assertEquals("031a040a" + "021e04", answer(FlashOptions.DEFAULT, "03 1a 03 10 03 1a 00 00 02 1e 03 02 1e 00"));
    }

    @Test
    public void anHmacLengthOutsideOf4To32IsRefusedOnlyWhereHmacIsSent() {
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "03 1a 04 03"));
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "03 1a 04 21"));
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "0c 1a 04 81 ff ff ff ff ff ff ff ff 7f"));
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT.withHmac(Use.NEVER, Use.ALWAYS, 10), "03 1a 02 00"));
        assertEquals("031a0000" + "021e00", answer(FlashOptions.DEFAULT, "03 1a 04 04"));
        assertEquals("031a0000" + "021e00", answer(FlashOptions.DEFAULT, "03 1a 04 20"));
        assertEquals("031a0000" + "021e00", answer(FlashOptions.DEFAULT, "03 1a 02 21"));
    }

    @Test
    public void aNegotiationWithoutItsFieldsIsMalformed() {
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "01 1a"));
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "02 1a 00"));
        assertThrows(CryptoException.class, () -> answer(FlashOptions.DEFAULT, "01 1e"));
    }

    @Test
    public void anInitiatorRefusesABadLengthInTheAnswer() {
        InitiatorKeying initiator = new FlashProfile(CLIENT, FlashOptions.DEFAULT, RANDOM).initiate(SERVER.certificate());
        byte[] key = join(hex("81 02 0d 02"), Wire.key(128));
        assertThrows(CryptoException.class, () -> initiator.combine(join(hex("03 1a 04 03"), key)));
        initiator.combine(join(hex("03 1a 04 04"), key));
    }

    @Test
    public void anHmacLengthOutsideOf4To32CannotBeConfigured() {
        assertThrows(IllegalArgumentException.class, () -> FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.NEVER, 3));
        assertThrows(IllegalArgumentException.class, () -> FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.NEVER, 33));
        assertTrue(FlashOptions.DEFAULT.hmacLength() >= 4);
        assertFalse(FlashOptions.DEFAULT.hmacRequire() == Use.ALWAYS);
    }

    /** The two negotiation options of the responder's component. */
    private static String answer(FlashOptions options, String negotiations) {
        byte[] component = join(hex("81 02 0d 02"), Wire.key(128), hex(negotiations));
        ResponderKeying responder = new FlashProfile(SERVER, options, RANDOM).respond(CLIENT.certificate(), component);
        return hex(responder.responderComponent()).substring(0, 14);
    }
}
