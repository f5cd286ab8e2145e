package org.stratocumulus.cluster.internal.node;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.cluster.internal.config.ServersSettings;

public class AdmissionTest {
    private final Admission admission = new Admission();

    public AdmissionTest() {
        admission.allow(ServersSettings.DEFAULT.allow());
    }

    @Test
    public void loopbackAndThePrivateRangesAreAdmittedAndTheInternetIsNot() throws Exception {
        for (String in : new String[] {"127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1"}) {
            assertTrue(in, admission.admits(InetAddress.getByName(in)));
        }
        for (String out : new String[] {"8.8.8.8", "172.32.0.1", "172.15.255.255", "192.169.0.1", "2001:db8::1", "11.0.0.1"}) {
            assertFalse(out, admission.admits(InetAddress.getByName(out)));
        }
    }

    @Test
    public void theAddressesOfTargetsAreAdmitted() throws Exception {
        InetAddress outside = InetAddress.getByName("203.0.113.5");
        assertEquals("not in servers.allow and no target; add 203.0.113.5 to servers.allow to admit it", admission.refusal(outside, 0));
        admission.targets(Set.of(outside));
        assertNull(admission.refusal(outside, 0));
    }

    @Test
    public void maxSilentPerSourceAndMaxSilentBoundConnectionsWithoutHello() throws Exception {
        InetAddress one = InetAddress.getByName("10.0.0.1");
        for (int i = 0; i < Admission.MAX_SILENT_PER_SOURCE; i++) {
            assertNull(admission.refusal(one, 0));
        }
        assertNotNull(admission.refusal(one, 0));
        admission.spoken(one);
        assertNull(admission.refusal(one, 0));
        int taken = Admission.MAX_SILENT_PER_SOURCE;
        for (int i = 0; taken < Admission.MAX_SILENT; i++, taken++) {
            assertNull(admission.refusal(InetAddress.getByName("10.1." + i / 200 + "." + i % 200), 0));
        }
        assertNotNull(admission.refusal(InetAddress.getByName("10.2.0.1"), 0));
        assertEquals(Admission.MAX_SILENT, admission.silent());
    }

    @Test
    public void maxLinksBoundsThemAll() throws Exception {
        assertNotNull(admission.refusal(InetAddress.getByName("10.0.0.1"), Admission.MAX_LINKS));
    }
}
