package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** Features on the running distribution, with nothing but its own system folder to install from. */
public class FeaturesIT extends DistributionTest {
    private static final EnumSet<FeaturesService.Option> PLAIN = EnumSet.noneOf(FeaturesService.Option.class);

    @Test
    public void everyFeatureInstallsAlone() throws Exception {
        Set<String> shipped = ours(true);
        features.uninstallFeatures(shipped, PLAIN);
        assertEquals("bundles stay behind", List.of(), bundles());
        for (String feature : ours(false)) {
            features.installFeature(feature, PLAIN);
            assertTrue(feature, features.isInstalled(features.getFeature(feature)));
            assertFalse(feature + " installs nothing", bundles().isEmpty());
            assertEveryBundleIsActive();
            features.uninstallFeature(feature, PLAIN);
            assertEquals(feature + " leaves bundles behind", List.of(), bundles());
        }
        features.installFeatures(shipped, PLAIN);
        assertEveryBundleIsActive();
    }

    @Test
    public void sshInstallsWithoutDisturbingAnybodyAndIsForThisMachineOnly() throws Exception {
        assertFalse("ssh must not be started by default", features.isInstalled(features.getFeature("ssh")));
        assertEquals("127.0.0.1", setting("org.apache.karaf.shell", "sshHost"));
        assertEquals("publickey", setting("org.apache.karaf.shell", "authMethods"));
        shell("config:property-set -p org.apache.karaf.shell sshPort 0");
        BundleWiring components = wiring("org.apache.felix.scr");
        features.installFeature("ssh", PLAIN);
        assertEveryBundleIsActive();
        assertSame("a refresh of Declarative Services would end every session", components, wiring("org.apache.felix.scr"));
        features.uninstallFeature("ssh", PLAIN);
    }

    /** Names of this project's features that are not hidden; only those installed by name, or all. */
    private Set<String> ours(boolean onlyRequired) throws Exception {
        Set<String> names = new TreeSet<>();
        for (Repository repository : features.listRepositories()) {
            if (repository.getName().startsWith("stratocumulus-")) {
                for (Feature feature : repository.getFeatures()) {
                    if (!feature.isHidden() && (!onlyRequired || features.isRequired(feature))) {
                        names.add(feature.getName());
                    }
                }
            }
        }
        assertTrue(names + " of " + shell("feature:repo-list") + shell("feature:list -i"), names.contains("stratocumulus-kernel"));
        return names;
    }

    private BundleWiring wiring(String name) {
        return Arrays.stream(context.getBundles()).filter(b -> name.equals(b.getSymbolicName())).findFirst().orElseThrow()
            .adapt(BundleWiring.class);
    }

    /** This project's bundles. */
    private List<String> bundles() {
        return Arrays.stream(context.getBundles()).map(b -> b.getSymbolicName()).filter(n -> n.startsWith("org.stratocumulus."))
            .collect(Collectors.toList());
    }
}
