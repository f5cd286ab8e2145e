package org.stratocumulus.streams.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.streams.internal.StreamSettings;

public class StreamsComponentTest {
    @Test
    public void withoutAConfigurationTheDefaultsHold() {
        assertEquals(StreamSettings.DEFAULT, new StreamsComponent(Map.of()).settings());
    }

    @Test
    public void eachKeyReachesItsSetting() {
        StreamsComponent component = new StreamsComponent(Map.of("streams.global", "true", "streams.publications", 1,
            "streams.subscribers", 2, "streams.perConnection", 3, "streams.nameLength", 4, "streams.headerBytes", "5",
            "streams.queueBytes", 65_536, "streams.videoMillis", 107, "streams.audioMillis", 108, "streams.bufferMillis", 109));
        assertEquals(new StreamSettings(true, 1, 2, 3, 4, 5, 65_536, 107, 108, 109), component.settings());
    }

    @Test
    public void eachKeyHasALeastValue() {
        Map<String, Integer> least = Map.of("streams.publications", 1, "streams.subscribers", 1, "streams.perConnection", 1,
            "streams.nameLength", 1, "streams.headerBytes", 0, "streams.queueBytes", 65_536, "streams.videoMillis", 100,
            "streams.audioMillis", 100, "streams.bufferMillis", 100);
        least.forEach((key, value) -> {
            assertNotEquals(key, StreamSettings.DEFAULT, new StreamsComponent(Map.of(key, value)).settings());
            assertEquals(key, StreamSettings.DEFAULT, new StreamsComponent(Map.of(key, value - 1)).settings());
        });
    }

    @Test
    public void aBadValueStaysAsItWasAndTheRestIsTaken() {
        StreamsComponent component = new StreamsComponent(Map.of("streams.publications", 7, "streams.subscribers", "abc"));
        assertEquals(7, component.settings().publications());
        assertEquals(StreamSettings.DEFAULT.subscribers(), component.settings().subscribers());
        assertEquals(List.of("org.stratocumulus.streams: streams.subscribers = abc: not a whole number of at least 1; "
            + StreamSettings.DEFAULT.subscribers() + " stays in force"), component.problems());
        component.apply(Map.of("streams.publications", 0, "streams.subscribers", 8));
        assertEquals(7, component.settings().publications());
        assertEquals(8, component.settings().subscribers());
        component.apply(Map.of("streams.publications", 9));
        assertEquals(9, component.settings().publications());
        assertEquals(List.of(), component.problems());
        assertEquals(StreamSettings.DEFAULT.subscribers(), component.settings().subscribers());
    }
}
