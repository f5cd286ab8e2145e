package org.stratocumulus.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class RtmfpUriTest {
    @Test
    public void everyPartIsRead() {
        RtmfpUri uri = RtmfpUri.parse("rtmfp://server.example:1936/app/instance?token=a%20b#stream");
        assertEquals("server.example", uri.host());
        assertEquals(1936, uri.port());
        assertEquals("app/instance?token=a%20b", uri.app());
        assertEquals("stream", uri.fragment());
        assertEquals("rtmfp://server.example:1936/app/instance?token=a%20b", uri.tcUrl());
    }

    @Test
    public void withoutAPortItIs1935() {
        assertEquals(1935, RtmfpUri.parse("rtmfp://host/app").port());
    }

    @Test
    public void aHostAloneIsTheEmptyApplication() {
        assertEquals("", RtmfpUri.parse("rtmfp://host").app());
        assertEquals("", RtmfpUri.parse("rtmfp://host/").app());
        assertNull(RtmfpUri.parse("rtmfp://host").fragment());
    }

    @Test
    public void anIpv6AddressLosesItsBracketsButNotInTheTcUrl() {
        RtmfpUri uri = RtmfpUri.parse("rtmfp://[::1]:1935/app");
        assertEquals("::1", uri.host());
        assertEquals("rtmfp://[::1]:1935/app", uri.tcUrl());
    }

    @Test
    public void theSchemeIsReadInAnyCase() {
        assertEquals("host", RtmfpUri.parse("RTMFP://host/app").host());
    }

    @Test
    public void whatIsWrongIsNamed() {
        refused("rtmp://host/app", "rtmfp://");
        refused("host/app", "rtmfp://");
        refused("rtmfp:///app", "host");
        refused("rtmfp:app", "host");
        refused("rtmfp:", "names no server");
        refused("rtmfp://host:0/app", "host");
        refused("rtmfp://host:65536/app", "host");
        refused("rtmfp://host/a b", "URI");
        refused("", "rtmfp://");
    }

    private static void refused(String text, String named) {
        String message = assertThrows(IllegalArgumentException.class, () -> RtmfpUri.parse(text)).getMessage();
        assertTrue(message, message.contains(named));
    }
}
