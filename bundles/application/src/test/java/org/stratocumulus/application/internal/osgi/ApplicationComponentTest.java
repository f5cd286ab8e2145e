package org.stratocumulus.application.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.status.ApplicationStatus.ApplicationInfo;
import org.stratocumulus.application.internal.connection.KeepaliveTimers;

public class ApplicationComponentTest {
    private final ApplicationComponent component = new ApplicationComponent(Map.of("keepAlivePeer", "abc")); // does not stop it
    private final Application application = new Application() { };

    /** A reference to a service of no bundle with these properties, which may change. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<Application> reference(Map<String, Object> properties) {
        return (ServiceReference<Application>) Proxy.newProxyInstance(ApplicationComponentTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> properties.get(arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> null;
                });
    }

    private List<String> paths() {
        return component.applications().stream().map(ApplicationInfo::path).toList();
    }

    private static Map<String, Object> properties(Object path) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Application.PATH, path);
        properties.put(Constants.SERVICE_ID, 1L);
        return properties;
    }

    @Test
    public void thePathPropertyIsOneOrAnArrayOrACollection() {
        component.bindApplication(application, reference(properties("one/")));
        component.bindApplication(application, reference(properties(new String[] {"/two", "/three"})));
        component.bindApplication(application, reference(properties(List.of("/four"))));
        assertEquals(List.of("/four", "/one", "/three", "/two"), paths());
    }

    @Test
    public void oneKeepaliveThatIsNoNumberLeavesTheOtherToChange() {
        component.configure(Map.of("keepAliveServer", "30", "keepAlivePeer", "20"));
        component.configure(Map.of("keepAliveServer", "abc", "keepAlivePeer", "400"));
        assertEquals(new KeepaliveTimers(30, KeepaliveTimers.MAX), component.keepalive());
        component.configure(Map.of("keepAliveServer", "1"));
        assertEquals(new KeepaliveTimers(KeepaliveTimers.MIN, 10), component.keepalive());
    }

    @Test
    public void aServiceWithoutPathServesNothingUntilItGetsOne() {
        Map<String, Object> properties = properties(null);
        ServiceReference<Application> reference = reference(properties);
        component.bindApplication(application, reference);
        assertEquals(List.of(), paths());
        properties.put(Application.PATH, "/a");
        component.updatedApplication(application, reference);
        assertEquals(List.of("/a"), paths());
        properties.put(Application.PATH, "/b");
        component.updatedApplication(application, reference);
        assertEquals(List.of("/b"), paths());
        properties.remove(Application.PATH);
        component.updatedApplication(application, reference);
        assertEquals(List.of(), paths());
    }

    @Test
    public void aServiceThatGoesServesNothingAndAnUnknownOneIsNoMatter() {
        ServiceReference<Application> reference = reference(properties("/a"));
        component.bindApplication(application, reference);
        component.unbindApplication(application, reference);
        component.unbindApplication(application, reference);
        assertEquals(List.of(), paths());
    }

    @Test
    public void applicationsAreUnboundAfterTheEndWithoutLosingTheirFarewells() {
        ServiceReference<Application> reference = reference(properties("/a"));
        component.bindApplication(application, reference);
        component.close();
        component.unbindApplication(application, reference);
        assertEquals("still there to be told of its clients' end", List.of("/a"), paths());
    }
}
