package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.crypto.flash.Wire.carry;
import static org.stratocumulus.crypto.flash.Wire.filled;
import static org.stratocumulus.crypto.flash.Wire.hex;
import static org.stratocumulus.crypto.flash.Wire.join;
import static org.stratocumulus.crypto.flash.Wire.key;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.ResponderKeying;
import org.stratocumulus.crypto.SessionKeys;

/** RFC 7425 sections 4.5 and 4.6.1: which keys meet, and what is refused. */
public class KeyingTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] EPHEMERAL_2 = join(hex("81 02 0d 02"), key(128));
    private static final byte[] SALT = join(hex("11 0e"), filled(16, 5));

    @Test
    public void everyGroupWorksInEveryCombinationOfStaticAndEphemeral() {
        for (DhGroup group : DhGroup.values()) {
            for (int mode = 0; mode < 4; mode++) {
                FlashProfile client = profile((mode & 1) != 0, group);
                FlashProfile server = profile((mode & 2) != 0, group);
                InitiatorKeying initiator = client.initiate(server.nearCertificate());
                ResponderKeying responder = server.respond(client.nearCertificate(), initiator.initiatorComponent());
                assertMeet(group + " " + mode, initiator.combine(responder.responderComponent()), responder.keys());
            }
        }
    }

    @Test
    public void theComponentsHaveTheOptionsThatTheirCertificatesDemand() {
        String key = "81020d02[0-9a-f]{256}";
        String salt = "410e[0-9a-f]{128}";
        assertComponents(false, false, key + "031a020a021e02", "031a0000021e00" + key);
        assertComponents(false, true, key + "031a020a021e02", "031a0000021e00" + salt);
        assertComponents(true, false, "021d02" + salt + "031a020a021e02", "031a0000021e00" + key);
        assertComponents(true, true, "021d02" + salt + "031a020a021e02", "031a0000021e00" + salt);
    }

    private static void assertComponents(boolean initiatorStatic, boolean responderStatic, String expectedInitiator,
            String expectedResponder) {
        FlashProfile server = profile(responderStatic, DhGroup.MODP_1024);
        FlashProfile client = profile(initiatorStatic, DhGroup.MODP_1024);
        byte[] component = client.initiate(server.nearCertificate()).initiatorComponent();
        assertTrue(hex(component), hex(component).matches(expectedInitiator));
        byte[] answer = server.respond(client.nearCertificate(), component).responderComponent();
        assertTrue(hex(answer), hex(answer).matches(expectedResponder));
    }

    @Test
    public void theInitiatorTakesTheFirstPreferredGroupThatBothKnow() {
        FlashProfile client = profile(false, DhGroup.values());
        assertEquals(16, chosen(client, profile(false, DhGroup.values())));
        assertEquals(14, chosen(client, profile(false, DhGroup.MODP_1024, DhGroup.MODP_1536, DhGroup.MODP_2048)));
        assertEquals(2, chosen(client, profile(true, DhGroup.MODP_1024)));
        FlashProfile modest = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM),
                FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1536, DhGroup.MODP_1024), RANDOM);
        assertEquals(5, chosen(modest, profile(false, DhGroup.values())));
    }

    private static int chosen(FlashProfile client, FlashProfile server) {
        return KeyingComponent.decode(client.initiate(server.nearCertificate()).initiatorComponent()).group().id();
    }

    @Test
    public void withoutAGroupInCommonNothingBegins() {
        Certificate group5 = FlashCertificate.decode(hex("02 15 05"));
        FlashProfile client = profile(false, DhGroup.MODP_1024);
        assertThrows(CryptoException.class, () -> client.initiate(group5));
        CryptoException told = assertThrows(CryptoException.class, () -> client.requireAgreement(group5));
        assertEquals("no Diffie-Hellman group in common: the near end uses [2], the responder [5]", told.getMessage());
        client.requireAgreement(profile(true, DhGroup.values()).nearCertificate());
    }

    @Test
    public void everySessionOfAnEphemeralIdentityHasKeysOfItsOwn() {
        FlashProfile client = profile(false, DhGroup.MODP_1024);
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        byte[] component = client.initiate(server.nearCertificate()).initiatorComponent();
        ResponderKeying one = server.respond(client.nearCertificate(), component);
        ResponderKeying two = server.respond(client.nearCertificate(), component);
        assertTrue(!hex(one.responderComponent()).equals(hex(two.responderComponent())));
        assertTrue(!hex(one.keys().nearNonce()).equals(hex(two.keys().nearNonce())));
    }

    @Test
    public void aResponderComponentThatDoesNotFitLeavesTheKeyingReadyForTheRightOne() {
        FlashProfile client = profile(false, DhGroup.MODP_1024);
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        InitiatorKeying initiator = client.initiate(server.nearCertificate());
        ResponderKeying responder = server.respond(client.nearCertificate(), initiator.initiatorComponent());
        assertThrows(CryptoException.class, () -> initiator.combine(new byte[0]));
        assertThrows(CryptoException.class, () -> initiator.combine(join(EPHEMERAL_2, EPHEMERAL_2)));
        assertThrows(CryptoException.class, () -> initiator.combine(join(hex("81 02 0d 05"), key(128))));
        assertThrows(CryptoException.class, () -> initiator.combine(hex("03 0d 02 01")));
        assertMeet("after", initiator.combine(responder.responderComponent()), responder.keys());
    }

    @Test
    public void aStaticResponderMustNotSendAKey() {
        InitiatorKeying initiator = profile(false, DhGroup.MODP_1024).initiate(profile(true, DhGroup.MODP_1024).nearCertificate());
        assertThrows(CryptoException.class, () -> initiator.combine(EPHEMERAL_2));
        // it may send nothing at all, though it should send salt
        assertEquals(32, initiator.combine(new byte[0]).nearNonce().length);
    }

    @Test
    public void aResponderRefusesComponentsThatDoNotGoWithTheCertificate() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        Certificate ephemeral = profile(false, DhGroup.MODP_1024).nearCertificate();
        Certificate fixed = profile(true, DhGroup.MODP_1024).nearCertificate();
        byte[] select2 = join(hex("02 1d 02"), SALT);
        server.respond(ephemeral, EPHEMERAL_2);
        server.respond(fixed, select2);
        refused(server, ephemeral, select2);
        refused(server, fixed, EPHEMERAL_2);
        refused(server, fixed, SALT);
        refused(server, fixed, join(select2, EPHEMERAL_2));
        refused(server, fixed, join(hex("02 1d 02"), select2));
        refused(server, ephemeral, join(EPHEMERAL_2, EPHEMERAL_2));
        refused(server, ephemeral, new byte[0]);
    }

    @Test
    public void aResponderRefusesGroupsThatItDoesNotHave() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        Certificate ephemeral = profile(false, DhGroup.values()).nearCertificate();
        refused(server, ephemeral, join(hex("81 42 0d 05"), key(192)));
        refused(server, ephemeral, join(hex("81 02 0d 01"), key(128)));
        // the initiator selects a group in which it has no key
        refused(profile(false, DhGroup.values()), profile(true, DhGroup.MODP_1024).nearCertificate(), hex("02 1d 0e"));
    }

    @Test
    public void aResponderRefusesAPublicKeyThatIsNotAcceptable() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        Certificate ephemeral = profile(false, DhGroup.MODP_1024).nearCertificate();
        refused(server, ephemeral, join(hex("81 02 0d 02"), filled(128, 0)));
        refused(server, ephemeral, join(hex("81 02 0d 02"), filled(128, 0xff)));
        refused(server, ephemeral, hex("02 0d 02"));
        Certificate weak = FlashCertificate.decode(join(hex("81 02 1d 02"), filled(127, 0), new byte[] {1}));
        refused(server, weak, join(hex("02 1d 02"), SALT));
    }

    @Test
    public void unknownOptionsAndLongFormsAreIgnored() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        Certificate ephemeral = profile(false, DhGroup.MODP_1024).nearCertificate();
        server.respond(ephemeral, join(hex("03 7f 01 02"), EPHEMERAL_2, hex("00 80 02 1e 02")));
    }

    @Test
    public void aComponentOfMoreThan4096BytesOr64OptionsIsRefused() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        Certificate ephemeral = profile(false, DhGroup.MODP_1024).nearCertificate();
        server.respond(ephemeral, join(EPHEMERAL_2, filled(FlashOption.MAX_OPTIONS - 1, 0)));
        refused(server, ephemeral, join(EPHEMERAL_2, filled(FlashOption.MAX_OPTIONS, 0)));
        refused(server, ephemeral, join(EPHEMERAL_2, hex("9f 7f 0e"), new byte[FlashOption.MAX_SIZE]));
    }

    @Test
    public void certificatesOfAnotherMakeAreReadAgain() {
        FlashProfile server = profile(false, DhGroup.MODP_1024);
        FlashProfile client = profile(false, DhGroup.MODP_1024);
        Certificate foreign = new ForeignCertificate(server.nearCertificate());
        InitiatorKeying initiator = client.initiate(foreign);
        ResponderKeying responder = server.respond(new ForeignCertificate(client.nearCertificate()), initiator.initiatorComponent());
        assertMeet("foreign", initiator.combine(responder.responderComponent()), responder.keys());
    }

    private record ForeignCertificate(Certificate of) implements Certificate {
        @Override
        public byte[] encoded() {
            return of.encoded();
        }

        @Override
        public PeerId fingerprint() {
            return of.fingerprint();
        }

        @Override
        public boolean overrides(Certificate other) {
            return of.overrides(other);
        }

        @Override
        public boolean acceptsAncillaryData() {
            return of.acceptsAncillaryData();
        }
    }

    private static void refused(FlashProfile server, Certificate initiator, byte[] component) {
        assertThrows(hex(component), CryptoException.class, () -> server.respond(initiator, component));
    }

    private static void assertMeet(String message, SessionKeys a, SessionKeys b) {
        byte[] packet = filled(77, 3);
        assertArrayEquals(message, packet, carry(a, b, packet));
        assertArrayEquals(message, packet, carry(b, a, packet));
        assertArrayEquals(message, a.nearNonce(), b.farNonce());
        assertArrayEquals(message, a.farNonce(), b.nearNonce());
    }

    static FlashProfile profile(boolean fixed, DhGroup... groups) {
        IdentityTraits traits = new IdentityTraits(Optional.empty(), false, List.of(groups));
        Identity identity = fixed ? Identity.ofStaticKeys(traits, RANDOM) : Identity.ephemeral(traits, RANDOM);
        return new FlashProfile(identity, FlashOptions.DEFAULT, RANDOM);
    }
}
