package org.stratocumulus.cluster.internal.config;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CumulusIniTest {
    @Test
    public void whatHasACounterpartIsTranslatedAndTheRestIsNamed() {
        CumulusIni ini = CumulusIni.translate("""
            ; a node of the documentation
            port = 1985
            UDPBufferSize=114688
            keepAliveServer=10
            threads = 4
            publicAddress = 192.168.0.1:1985
            nonsense
            [servers]
            # links
            port = 1936
            targets = 192.168.0.2:1936?type=master; 192.168.0.3:1936
            [smtp]
            host = localhost
            [logs]
            name=log
            [myGame]
            level = 3
            """.lines().toList());
        assertEquals(Map.of("port", "1985", "udpBufferSize", "114688", "keepAliveServer", "10", "threads", "4"),
            ini.settings().get(CumulusIni.RTMFP));
        assertEquals(Map.of("servers.publicAddress", "192.168.0.1:1985", "servers.port", "1936", "servers.targets",
            "192.168.0.2:1936?type=master; 192.168.0.3:1936"), ini.settings().get(CumulusIni.SERVERS));
        assertEquals(List.of("smtp.host: no counterpart, applications send mail themselves",
            "logs.name: no counterpart, logging is set in etc/org.ops4j.pax.logging.cfg",
            "myGame.level: no counterpart, a key of scripts: give it to the application's own configuration"),
            ini.remarks().subList(7, 10));
        assertEquals("port = 1985 -> port in org.stratocumulus.rtmfp", ini.remarks().get(0));
    }

    @Test
    public void theWordsOfJune2012AreUnderstood() {
        CumulusIni ini = CumulusIni.translate(List.of("cores=2", "[servers]", "publicAddress=a:1", "addresses=b:2,c:3"));
        assertEquals(Map.of("threads", "2"), ini.settings().get(CumulusIni.RTMFP));
        assertEquals(Map.of("servers.publicAddress", "a:1", "servers.targets", "b:2,c:3"), ini.settings().get(CumulusIni.SERVERS));
    }
}
