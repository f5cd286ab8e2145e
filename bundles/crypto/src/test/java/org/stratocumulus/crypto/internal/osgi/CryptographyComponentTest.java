package org.stratocumulus.crypto.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stratocumulus.crypto.CryptographyProfile;

public class CryptographyComponentTest {
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
        component.modified(config(new File(folder.getRoot(), "good.pem").toString()));
        assertEquals(1, published.size());
    }

    @Test
    public void aPublishedIdentityIsNotChangedUnderItsSessions() {
        CryptographyComponent component = activate("");
        CryptographyProfile before = published.get(0);
        component.modified(config(new File(folder.getRoot(), "other.pem").toString()));
        assertEquals(List.of(before), published);
    }

    private CryptographyComponent activate(String identity) {
        return new CryptographyComponent(context(), config(identity));
    }

    private static IdentityConfig config(String identity) {
        return new IdentityConfig() {
            @Override
            public String identity() {
                return identity;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return IdentityConfig.class;
            }
        };
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
