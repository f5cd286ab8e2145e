package org.stratocumulus.netgroup.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import org.junit.Test;
import org.stratocumulus.netgroup.internal.NetGroupSettings;

public class NetGroupComponentTest {
    @Test
    public void eachKeyReachesItsSetting() {
        NetGroupComponent component = new NetGroupComponent(Map.of("netgroup.groups", "1", "netgroup.members", 2,
            "netgroup.virtualMembers", 0, "netgroup.remoteMembers", 3, "netgroup.perConnection", 4, "netgroup.joinsPerSecond", 5L));
        assertEquals(new NetGroupSettings(1, 2, 0, 3, 4, 5), component.settings());
        component.close();
    }

    @Test
    public void aBadValueStaysAsItWasAndTheRestIsTaken() {
        NetGroupComponent component = new NetGroupComponent(Map.of("netgroup.groups", "none", "netgroup.members", 7));
        NetGroupSettings standard = NetGroupSettings.DEFAULT;
        assertEquals(standard.groups(), component.settings().groups());
        assertEquals(1, component.problems().size());
        component.apply(Map.of("netgroup.groups", 8, "netgroup.members", 0));
        assertEquals(new NetGroupSettings(8, 7, standard.virtualMembers(), standard.remoteMembers(), standard.perConnection(),
            standard.joinsPerSecond()),
            component.settings());
        component.close();
    }
}
