package org.stratocumulus.crypto.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.crypto.flash.Use;
import org.stratocumulus.crypto.internal.osgi.CryptographySettings.Protection;

public class CryptographySettingsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identity SERVER = Identity.ephemeral(IdentityTraits.SERVER, RANDOM);

    @Test
    public void nothingSetMeansTheOptionsOfTheLibraryAndTheIdentityAsItIs() {
        CryptographySettings settings = read(new SettingsReader(Map.of()), CryptographySettings.DEFAULTS);
        assertEquals(FlashOptions.DEFAULT, settings.options());
        assertEquals(SERVER, settings.offeredBy(SERVER));
    }

    @Test
    public void everyKeyIsRead() {
        SettingsReader in = new SettingsReader(Map.of("crypto.groups", "14, 2", "crypto.hmac", "require", "crypto.hmacLength", "32",
            "crypto.sequenceNumbers", "off"));
        CryptographySettings settings = read(in, CryptographySettings.DEFAULTS);
        assertEquals(List.of(), in.problems());
        assertEquals(FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.ALWAYS, 32).withSequenceNumbers(Use.NEVER, Use.NEVER)
            .withGroups(DhGroup.MODP_2048, DhGroup.MODP_1024), settings.options());
    }

    @Test
    public void everyBadValueIsRefusedByItsKeyAndStaysAsItWas() {
        CryptographySettings former = new CryptographySettings(EnumSet.of(DhGroup.MODP_2048), Protection.REQUIRE, 20, Protection.OFF);
        SettingsReader in = new SettingsReader(Map.of("crypto.groups", "2, 3", "crypto.hmac", "yes", "crypto.hmacLength", "33",
            "crypto.sequenceNumbers", "REQUIRE"));
        assertEquals(former, read(in, former));
        assertEquals(List.of("crypto.groups = 2, 3: '3' is none of the groups 2, 5, 14, 16; the former value stays in force",
            "crypto.hmac = yes: none of off, offer and require; the former value stays in force",
            "crypto.hmacLength = 33: not a whole number from 4 to 32; 20 stays in force",
            "crypto.sequenceNumbers = REQUIRE: none of off, offer and require; the former value stays in force"),
            in.problems().stream().map(problem -> problem.sentence()).toList());
    }

    @Test
    public void aStaticIdentityOffersOnlyGroupsOfItsKeys() {
        Identity identity = Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, RANDOM);
        SettingsReader in = new SettingsReader(Map.of("crypto.groups", "2,14"));
        assertEquals(Set.of(), CryptographySettings.read(in, identity, CryptographySettings.DEFAULTS).groups());
        assertEquals("certificate: no static key in group 14", in.problems().get(0).why());
    }

    private static CryptographySettings read(SettingsReader in, CryptographySettings former) {
        return CryptographySettings.read(in, SERVER, former);
    }
}
