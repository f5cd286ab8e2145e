package org.stratocumulus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.Assert.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.net.DatagramSocket;
import java.nio.channels.SelectableChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.BeforeClass;
import org.junit.Test;

/** States "Who may see whom" of docs/architecture.md. Reads the classes that the build has just compiled. */
public class ArchitectureTest {
    private static final File BUNDLES = new File("../bundles");

    /** Package of a bundle (below org.stratocumulus) and the packages of other bundles that it may import. */
    private static final Map<String, List<String>> MAY_SEE = new TreeMap<>(Map.ofEntries(
        Map.entry("protocol", List.of()),
        Map.entry("amf", List.of()),
        Map.entry("api", List.of("amf")),
        Map.entry("crypto", List.of("protocol..", "api", "api.settings")),
        Map.entry("transport", List.of("api..")),
        Map.entry("session", List.of("protocol..", "api..", "crypto", "transport")),
        Map.entry("application", List.of("session", "session.spi", "api..", "amf..")),
        Map.entry("streams", List.of("application.spi", "session", "api..", "amf..")),
        Map.entry("netgroup", List.of("application.spi", "session", "api..", "amf..")),
        Map.entry("rendezvous", List.of("application.spi", "session", "session.spi", "api..", "amf", "protocol", "crypto")),
        Map.entry("relay", List.of("api..", "transport")),
        Map.entry("cluster", List.of("api..", "amf..")),
        Map.entry("directory", List.of("api..", "amf")),
        Map.entry("balancing", List.of("application.spi", "session.spi", "api..", "amf", "crypto", "protocol")),
        Map.entry("strategy", List.of("api.balancing", "api.cluster", "api.settings")),
        Map.entry("console", List.of("api..", "amf")),
        Map.entry("localconsole", List.of()),
        Map.entry("client", List.of("session", "session.spi", "crypto..", "transport", "protocol..", "api..", "amf.."))));

    private static JavaClasses classes;

    @BeforeClass
    public static void read() {
        List<Path> folders = new ArrayList<>();
        for (File bundle : bundles()) {
            folders.add(new File(bundle, "target/classes").toPath());
        }
        classes = new ClassFileImporter().importPaths(folders);
    }

    @Test
    public void aBundleSeesOnlyWhatTheMapAllows() {
        MAY_SEE.forEach((bundle, allowed) -> {
            String own = "org.stratocumulus." + bundle + "..";
            List<String> packages = new ArrayList<>(List.of(own));
            allowed.forEach(name -> packages.add("org.stratocumulus." + name));
            noClasses().that().resideInAPackage(own).should().dependOnClassesThat(
                resideInAPackage("org.stratocumulus..").and(not(resideInAnyPackage(packages.toArray(String[]::new)))))
                .allowEmptyShould(true).check(classes);
        });
    }

    @Test
    public void everyDeployedBundleIsOnTheMap() {
        Set<String> known = new TreeSet<>(MAY_SEE.keySet());
        known.add("testkit");
        Set<String> there = new TreeSet<>();
        for (var type : classes) {
            String[] parts = type.getPackageName().split("\\.");
            there.add(parts[2]);
        }
        there.removeAll(known);
        assertEquals("packages that docs/architecture.md and this test do not know", Set.of(), there);
    }

    @Test
    public void onlyTheDoorwaysKnowOsgiServices() {
        noClasses().that().resideOutsideOfPackage("..internal.osgi..").and().haveSimpleNameNotEndingWith("Component")
            .should().dependOnClassesThat().resideInAPackage("org.osgi.service..").check(classes);
    }

    @Test
    public void theEngineOwnsNoSocketThreadOrClock() {
        noClasses().that().resideInAnyPackage("org.stratocumulus.protocol..", "org.stratocumulus.crypto..", "org.stratocumulus.session..")
            .and().resideOutsideOfPackage("..internal.osgi..")
            .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callConstructor(Thread.class, Runnable.class).orShould().callMethod(Thread.class, "start")
            .orShould().callMethod(Thread.class, "sleep", long.class)
            .orShould().dependOnClassesThat().areAssignableTo(SelectableChannel.class)
            .orShould().dependOnClassesThat().areAssignableTo(DatagramSocket.class)
            .check(classes);
    }

    @Test
    public void onlyTransportsKnowNetty() {
        noClasses().that().resideOutsideOfPackages("org.stratocumulus.transport..", "org.stratocumulus.cluster..")
            .should().dependOnClassesThat().resideInAPackage("io.netty..").check(classes);
    }

    private static File[] bundles() {
        File[] folders = BUNDLES.listFiles(folder -> new File(folder, "target/classes").isDirectory());
        if (folders == null || folders.length == 0) {
            throw new AssertionError("no compiled bundles in " + BUNDLES.getAbsolutePath());
        }
        Arrays.sort(folders);
        return folders;
    }
}
