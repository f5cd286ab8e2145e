package org.stratocumulus.crypto.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.crypto.flash.Use;

public class CryptographyComponentTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();
    private final List<CryptographyProfile> published = new ArrayList<>();
    private String karafData;

    @Test
    public void theIdentityIsKeptInKarafsDataFolder() {
        karafData = folder.getRoot().toString();
        activate("").close();
        activate("");
        assertTrue(new File(folder.getRoot(), "identity.pem").isFile());
        assertEquals(1, published.size());
    }

    @Test
    public void withoutKarafItIsKeptInTheBundlesDataArea() {
        activate("");
        assertTrue(new File(folder.getRoot(), "bundle/identity.pem").isFile());
    }

    @Test
    public void theIdentityIsTheSameAfterARestart() {
        String file = new File(folder.getRoot(), "server.pem").toString();
        CryptographyComponent first = activate(file);
        CryptographyProfile before = published.get(0);
        first.close();
        assertTrue(published.isEmpty());
        activate(file);
        assertEquals(before.nearCertificate().fingerprint(), published.get(0).nearCertificate().fingerprint());
    }

    @Test
    public void aBadFilePublishesNothingUntilItIsCorrected() throws IOException {
        CryptographyComponent component = activate(folder.newFile("empty").toString());
        assertTrue(published.isEmpty());
        component.modified(config("not\0a path"));
        assertTrue(published.isEmpty());
        assertTrue(component.problems().toString(), component.problems().get(0).startsWith("org.stratocumulus.rtmfp: identity: "));
        component.modified(config(new File(folder.getRoot(), "good.pem").toString()));
        assertEquals(1, published.size());
        assertEquals(List.of(), component.problems());
    }

    @Test
    public void aPublishedIdentityIsNotChangedUnderItsSessions() {
        CryptographyComponent component = activate("");
        CryptographyProfile before = published.get(0);
        component.modified(config(new File(folder.getRoot(), "other.pem").toString()));
        assertEquals(List.of(before), published);
    }

    @Test
    public void termsChangeForLaterSessionsAndTheProfileStays() {
        CryptographyComponent component = activate("");
        CryptographyProfile profile = published.get(0);
        Certificate before = profile.nearCertificate();
        component.modified(Map.of("crypto.hmac", "require", "crypto.sequenceNumbers", "require", "crypto.groups", "14"));
        assertEquals(List.of(profile), published);
        assertNotEquals(before.fingerprint(), profile.nearCertificate().fingerprint());
        assertUnmetDemand(profile, client(Use.NEVER, DhGroup.MODP_2048));
        assertUnmetDemand(profile, new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM), FlashOptions.DEFAULT, RANDOM),
                before);
        open(profile, client(Use.WHEN_REQUESTED, DhGroup.MODP_2048));
        component.modified(Map.of());
        assertEquals("the same groups, the same identity", before, profile.nearCertificate());
        open(profile, client(Use.NEVER, DhGroup.MODP_1024));
    }

    @Test
    public void aBadTermStaysAsItWas() {
        CryptographyComponent component = activate("");
        CryptographyProfile profile = published.get(0);
        component.modified(Map.of("crypto.hmac", "require"));
        component.modified(Map.of("crypto.hmac", "always", "crypto.groups", "2, 3"));
        assertUnmetDemand(profile, client(Use.NEVER, DhGroup.MODP_1024));
        open(profile, client(Use.WHEN_REQUESTED, DhGroup.MODP_4096));
    }

    private static FlashProfile client(Use hmac, DhGroup group) {
        return new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM),
                FlashOptions.DEFAULT.withHmac(hmac, Use.NEVER, 10).withGroups(group), RANDOM);
    }

    private static void open(CryptographyProfile server, FlashProfile client) {
        InitiatorKeying initiator = client.initiate(server.nearCertificate());
        initiator.combine(server.respond(client.nearCertificate(), initiator.initiatorComponent()).responderComponent());
    }

    private static void assertUnmetDemand(CryptographyProfile server, FlashProfile client) {
        assertUnmetDemand(server, client, server.nearCertificate());
    }

    /** The client has seen this certificate of the server's, which may be a former one. */
    private static void assertUnmetDemand(CryptographyProfile server, FlashProfile client, Certificate seen) {
        byte[] component = client.initiate(seen).initiatorComponent();
        CryptoException e = assertThrows(CryptoException.class, () -> server.respond(client.nearCertificate(), component));
        assertTrue(e.getMessage(), e.isUnmetDemand());
    }

    private CryptographyComponent activate(String identity) {
        return new CryptographyComponent(context(), config(identity));
    }

    private static Map<String, Object> config(String identity) {
        return Map.of("identity", identity);
    }

    /** The few methods of the framework that the component uses. */
    private BundleContext context() {
        return proxy(BundleContext.class, (method, args) -> switch (method) {
            case "getProperty" -> karafData;
            case "getDataFile" -> new File(folder.getRoot(), "bundle/" + args[0]);
            case "registerService" -> register((CryptographyProfile) args[1]);
            default -> throw new AssertionError(method);
        });
    }

    private ServiceRegistration<?> register(CryptographyProfile profile) {
        published.add(profile);
        return proxy(ServiceRegistration.class, (method, args) -> {
            assertEquals("unregister", method);
            published.remove(profile);
            return null;
        });
    }

    private interface Call {
        Object answer(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, args) -> call.answer(method.getName(), args)));
    }
}
