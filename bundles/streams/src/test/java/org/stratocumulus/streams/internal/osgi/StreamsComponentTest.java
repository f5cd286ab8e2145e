package org.stratocumulus.streams.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.Test;
import org.osgi.service.component.ComponentException;
import org.stratocumulus.streams.internal.StreamSettings;

public class StreamsComponentTest {
    /** A configuration as Declarative Services would make it of these keys. */
    private static StreamsConfig config(Map<String, Object> keys) {
        return (StreamsConfig) Proxy.newProxyInstance(StreamsConfig.class.getClassLoader(), new Class<?>[] {StreamsConfig.class},
            (proxy, method, arguments) -> keys.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue()));
    }

    @Test
    public void withoutAConfigurationTheDefaultsHold() {
        assertEquals(StreamSettings.DEFAULT, new StreamsComponent(config(Map.of())).settings());
    }

    @Test
    public void eachKeyReachesItsSetting() {
        StreamsComponent component = new StreamsComponent(config(Map.of("streams.global", true, "streams.publications", 1,
            "streams.subscribers", 2, "streams.perConnection", 3, "streams.nameLength", 4, "streams.headerBytes", 5,
            "streams.queueBytes", 65_536, "streams.videoMillis", 107, "streams.audioMillis", 108, "streams.bufferMillis", 109)));
        assertEquals(new StreamSettings(true, 1, 2, 3, 4, 5, 65_536, 107, 108, 109), component.settings());
    }

    @Test
    public void aBadValueLeavesTheFormerSettingsInForce() {
        StreamsComponent component = new StreamsComponent(config(Map.of("streams.publications", 7)));
        component.apply(config(Map.of("streams.publications", 0)));
        assertEquals(7, component.settings().publications());
        component.apply(config(Map.of("streams.publications", 8)));
        assertEquals(8, component.settings().publications());
    }

    /** Declarative Services converts text when the annotation is asked; what is no number is a ComponentException then. */
    @Test
    public void aValueThatIsNoNumberEndsNeitherTheStartNorAChange() {
        StreamsConfig bad = (StreamsConfig) Proxy.newProxyInstance(StreamsConfig.class.getClassLoader(),
            new Class<?>[] {StreamsConfig.class}, (proxy, method, arguments) -> {
                throw new ComponentException("abc is no number");
            });
        StreamsComponent component = new StreamsComponent(bad);
        assertEquals(StreamSettings.DEFAULT, component.settings());
        component.apply(config(Map.of("streams.publications", 7)));
        component.apply(bad);
        assertEquals(7, component.settings().publications());
    }
}
