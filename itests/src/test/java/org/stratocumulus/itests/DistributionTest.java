package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Boots the distribution which the build just packed, once for each class; the tests run inside it. RTMFP takes any free port. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class DistributionTest {
    private static final Set<RolePrincipal> ADMINISTRATOR = Set.of(new RolePrincipal("admin"), new RolePrincipal("manager"),
        new RolePrincipal("viewer"), new RolePrincipal("systembundles"));

    @Inject
    protected BundleContext context;
    /** Injected only when the boot features are all installed: without it the tests race the boot. */
    @Inject
    protected BootFinished booted;
    @Inject
    protected SessionFactory sessions;
    @Inject
    protected FeaturesService features;

    @Configuration
    public final Option[] configuration() {
        Option[] common = {
            karafDistributionConfiguration()
                .frameworkUrl(new File(System.getProperty("stratocumulus.distribution")).toURI().toString())
                .unpackDirectory(new File("target/exam")).useDeployFolder(false),
            configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            logLevel(LogLevelOption.LogLevel.INFO),
            /* Pax Exam starts java itself, not bin/cumulus. Its own class path lacks lib/endorsed: without this line the
               log fills with NoClassDefFoundError: org/apache/karaf/specs/locator/OsgiLocator. */
            new VMOption("-classpath"), new VMOption("lib/jdk9plus/*:lib/boot/*:lib/endorsed/*"),
            new VMOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
            new VMOption("--add-opens=java.base/java.util=ALL-UNNAMED"),
            new VMOption("--add-opens=java.base/java.net=ALL-UNNAMED"),
            new VMOption("-Xmx256m"), new VMOption("-XX:TieredStopAtLevel=1"),
            editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository",
                System.getProperty("stratocumulus.exam.repository")),
            editConfigurationFilePut("etc/org.stratocumulus.rtmfp.cfg", "port", "0"),
        };
        Option[] more = options();
        Option[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return all;
    }

    /** What a class of tests needs beyond the common options. */
    protected Option[] options() {
        return new Option[0];
    }

    /** Runs a console command as an administrator and returns what it printed. */
    protected final String shell(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        Subject administrator = new Subject(true, ADMINISTRATOR, Set.of(), Set.of());
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), printer, printer)) {
            Subject.doAs(administrator, (PrivilegedExceptionAction<Object>) () -> session.execute(command));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * The value in force of a configuration key, or "none". Not by config:property-get, which in Karaf 4.4.10 writes the configuration
     * back, and when FileInstall writes it at the same time empties it.
     */
    protected final String setting(String pid, String key) throws Exception {
        return shell("config:property-list -p " + pid).lines().map(String::trim).filter(l -> l.startsWith(key + " = "))
            .map(l -> l.substring(key.length() + 3)).findFirst().orElse("none");
    }

    /** Fails with the names of the bundles that are not active; fragments need only be resolved. */
    protected final void assertEveryBundleIsActive() {
        List<String> bad = Arrays.stream(context.getBundles())
            .filter(b -> b.getState() != (isFragment(b) ? Bundle.RESOLVED : Bundle.ACTIVE))
            .map(b -> b.getSymbolicName() + " is in state " + b.getState()).collect(Collectors.toList());
        assertEquals(List.of(), bad);
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get("Fragment-Host") != null;
    }
}
