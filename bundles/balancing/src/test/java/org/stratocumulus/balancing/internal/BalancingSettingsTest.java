package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.Test;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;

public class BalancingSettingsTest {
    private static final Admission NO_LIMIT = new Admission(0, 0, 0);

    @Test
    public void aValueOutOfItsRangeIsRefusedWithItsKey() {
        refused("strategy.budget", v -> new BalancingSettings("", v, 7, 3, false, 0, 2000, Map.of(), NO_LIMIT, Draining.NONE), 9,
            1_000_001);
        refused("redirect.addresses", v -> new BalancingSettings("", 10, v, 3, false, 0, 2000, Map.of(), NO_LIMIT, Draining.NONE), 0, 25);
        refused("redirect.attempts", v -> new BalancingSettings("", 10, 7, v, false, 0, 2000, Map.of(), NO_LIMIT, Draining.NONE), 0, 11);
        refused("redirect.settle", v -> new BalancingSettings("", 10, 7, 3, false, v, 2000, Map.of(), NO_LIMIT, Draining.NONE), -1, 10_001);
        refused("report.stale", v -> new BalancingSettings("", 10, 7, 3, false, 0, v, Map.of(), NO_LIMIT, Draining.NONE), 1999, 60_001);
        refused("admission.sessions", v -> new Admission(v, 0, 0), -1);
        refused("admission.handshakesPerSecond", v -> new Admission(0, v, 0), -1, 1_000_001);
        refused("drain.pace", v -> new Draining(true, v, 1), 0, 10_001);
        refused("drain.deadline", v -> new Draining(true, 1, v), 0, 86_401);
        refused("admission.bitsPerSecond", v -> new Admission(0, 0, v), -1);
    }

    /** Of two classes whose constants need each other, the one that comes first sees nothing of the other. */
    @Test
    public void theDefaultsAreWholeWhicheverClassIsInitialisedFirst() throws Exception {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(BalancingSettingsTest::url)
            .toArray(URL[]::new);
        for (Class<?> first : new Class<?>[] {BalancingSettings.class, Draining.class, Admission.class}) {
            try (URLClassLoader fresh = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
                Class.forName(first.getName(), true, fresh);
                Class<?> settings = Class.forName(BalancingSettings.class.getName(), true, fresh);
                Object standard = settings.getField("DEFAULT").get(null);
                assertEquals(first.getName(), BalancingSettings.DEFAULT.toString(), standard.toString());
            }
        }
    }

    private static URL url(String file) {
        try {
            return Path.of(file).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void propertiesAreKeyValuePairs() {
        assertEquals(Map.of("region", "eu", "capacity", "2"), PropertyText.parse(" region = eu & capacity=2&"));
        assertThrows(IllegalArgumentException.class, () -> PropertyText.parse("region"));
        assertThrows(IllegalArgumentException.class, () -> PropertyText.parse("=x"));
        assertThrows(IllegalArgumentException.class, () -> PropertyText.parse("k=" + "v".repeat(NodeNews.MAX_LENGTH)));
    }

    @Test
    public void aHelloUrlIsReadWhateverItIs() {
        assertEquals(new HelloUrl("[::1]:1935", "/app", Map.of("a", "%zz")), HelloUrl.parse("rtmfp://[::1]:1935/app/?a=%zz#x?b=c"));
        assertEquals(new HelloUrl("", "/app/room", Map.of()), HelloUrl.parse("app/room"));
        assertEquals(new HelloUrl("host:1935", "/", Map.of()), HelloUrl.parse("rtmfp://HOST"));
        assertEquals("[2001:db8::2]:1935", HelloUrl.parse("rtmfp://me@[2001:DB8::2]/app").server());
        assertEquals(HelloUrl.MAX_LENGTH, HelloUrl.parse("/" + "x".repeat(5000)).path().length());
        StringBuilder many = new StringBuilder("/?");
        for (int i = 0; i < 100; i++) {
            many.append('k').append(i).append("=&");
        }
        assertEquals(HelloUrl.MAX_PROPERTIES, HelloUrl.parse(many.toString()).query().size());
    }

    private static void refused(String key, IntFunction<Object> settings, int... values) {
        for (int value : values) {
            String message = assertThrows(IllegalArgumentException.class, () -> settings.apply(value)).getMessage();
            assertTrue(message, message.startsWith(key + " is ") && message.endsWith("not " + value));
        }
    }
}
