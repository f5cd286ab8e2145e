package org.stratocumulus.itests;

import static org.junit.Assert.assertTrue;

import org.junit.ClassRule;
import org.junit.Test;

/** bin/rtmfp-load of the packed distribution against a server of it: each mode ends well and with one line of JSON. */
public class LoadIT {
    @ClassRule
    public static final Server SERVER = new Server("streams.videoMillis=60000");

    @Test
    public void connectOpensAndClosesSessions() throws Exception {
        assertHas(SERVER.load("connect", "--sessions", "5", "--parallel", "2"), "\"mode\":\"connect\"", "\"connected\":5,", "\"failed\":0,",
            "\"failures\":{}");
    }

    @Test
    public void fanoutDeliversEveryMessageToEverySubscriber() throws Exception {
        assertHas(SERVER.load("fanout", "--stream", "s", "--subscribers", "3", "--rate", "50", "--duration", "0.4"),
            "\"mode\":\"fanout\"", "\"playing\":3,", "\"published\":20,", "\"expected\":60,", "\"delivered\":60,", "\"lost\":0,",
            "\"outOfOrder\":0,", "\"deaths\":{}");
    }

    @Test
    public void idleHoldsSessions() throws Exception {
        assertHas(SERVER.load("idle", "--sessions", "5", "--duration", "0.2"), "\"mode\":\"idle\"", "\"connected\":5,", "\"died\":0,",
            "\"deaths\":{}");
    }

    private static void assertHas(String line, String... fields) {
        assertTrue(line, line.matches("\\{.*}"));
        for (String field : fields) {
            assertTrue(field + " in " + line, line.contains(field));
        }
    }
}
