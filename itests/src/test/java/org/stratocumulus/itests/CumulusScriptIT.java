package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** bin/cumulus of the packed distribution, as a person uses it. */
public class CumulusScriptIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Cumulus cumulus;

    @BeforeClass
    public static void unpack() throws Exception {
        /* a blank in the path, as people have */
        cumulus = Cumulus.unpack(FOLDER.newFolder("a server").toPath());
    }

    @After
    public void leaveNoServerBehind() {
        cumulus.killServers();
    }

    @Test
    public void severalServersRunFromOneDistribution() throws Exception {
        int first = Server.freePort();
        int second = Server.freePort();
        cumulus.run("start", "a", "port=" + first).expect(0);
        cumulus.run("start", "b", "port=" + second, "keepAlivePeer=7").expect(0);
        assertTrue(settings("a"), settings("a").contains(" port = " + first + "\n"));
        assertTrue(settings("b"), settings("b").contains(" port = " + second + "\n"));
        assertTrue(row("a"), row("a").matches("a +[0-9]+ +running +" + first));
        assertTrue(row("b"), row("b").matches("b +[0-9]+ +running +" + second));
        assertNotEquals(row("a").split(" +")[1], row("b").split(" +")[1]);
        cumulus.run("stop", "a").expect(0);
        assertTrue(row("a"), row("a").matches("a +- +stopped +" + first));
        assertTrue("b goes on", row("b").contains("running"));
        cumulus.run("kill", "b").expect(0);
        assertTrue(row("b"), row("b").matches("b +- +stopped +" + second));
        assertFalse(cumulus.run("log", "a").expect(0).output().isEmpty());
    }

    @Test
    public void aServerKilledStartsAgainWithTheSettingsItHad() throws Exception {
        int port = Server.freePort();
        cumulus.run("start", "a", "port=" + port).expect(0);
        cumulus.run("kill", "a").expect(0);
        cumulus.run("start", "a").expect(0);
        assertTrue(settings("a"), settings("a").contains(" port = " + port + "\n"));
        String file = Files.readString(cumulus.home().resolve("instances/a/etc/org.stratocumulus.rtmfp.cfg"));
        assertTrue("comments stay", file.contains("# UDP port."));
        assertTrue("the distribution's own etc is untouched",
            Files.readString(cumulus.home().resolve("etc/org.stratocumulus.rtmfp.cfg")).contains("port = 1935"));
    }

    @Test
    public void execHandsOnOutputAndStatus() throws Exception {
        cumulus.run("start", "a", "port=0").expect(0);
        assertEquals("a 'b' ü", exec("a", "shell:echo \"a 'b' ü\""));
        assertTrue(cumulus.run("exec", "a", "no:such").expect(127).error().contains("no:such"));
        assertFalse(cumulus.run("exec", "a", "bundle:start 9999").expect(1).error().isEmpty());
        assertTrue("Felix' own commands, too", exec("a", "scr:list").contains("LocalConsoleComponent"));
        assertTrue("help about a command", exec("a", "help cumulus:status").contains("--quiet"));
    }

    @Test
    public void theConsoleSocketIsForItsUserOnly() throws Exception {
        cumulus.run("start", "a", "port=0").expect(0);
        Path folder = cumulus.home().resolve("instances/a/data/console");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    public void aRunningServerIsNotStartedAgain() throws Exception {
        cumulus.run("start", "a", "port=0").expect(0);
        assertTrue(cumulus.run("start", "a").expect(1).error().contains("running already"));
        assertTrue(row("a").contains("running"));
    }

    @Test
    public void whatIsNoSettingIsRefusedBeforeAnythingStarts() throws Exception {
        assertTrue(cumulus.run("start", "c", "prot=1").expect(2).error().contains("no key 'prot' in etc/org.stratocumulus.*.cfg; try path.maxPacket port"));
        assertTrue(cumulus.run("start", "c", "port").expect(2).error().contains("'port' is not KEY=VALUE"));
        assertTrue(cumulus.run("start", "c", "port=").expect(2).error().contains("'port=' has no value"));
        assertTrue(cumulus.run("start", "c", "=1").expect(2).error().contains("'=1' is not KEY=VALUE"));
        assertTrue(cumulus.run("start", "../c").expect(2).error().contains("no server name"));
        assertFalse(Files.exists(cumulus.home().resolve("instances/c")));
    }

    @Test
    public void aValueIsKeptLetterByLetter() throws Exception {
        String value = "[::1]\\n &/%s*";
        cumulus.run(Map.of("EXTRA_JAVA_OPTS", "-XX:NoSuchOption"), "start", "a", "bind=" + value).expect(1);
        String file = Files.readString(cumulus.home().resolve("instances/a/etc/org.stratocumulus.rtmfp.cfg"));
        assertTrue(file, file.contains("bind = [::1]\\\\n &/%s*\n"));
    }

    @Test
    public void aServerThatDiesIsReportedWithItsLastWords() throws Exception {
        Cumulus.Outcome outcome = cumulus.run(Map.of("EXTRA_JAVA_OPTS", "-XX:NoSuchOption"), "start", "a", "port=0").expect(1);
        assertTrue(outcome.error(), outcome.error().contains("a has ended"));
        assertTrue(outcome.error(), outcome.error().contains("NoSuchOption"));
    }

    @Test
    public void aServerWhosePortIsTakenIsEndedWithTheReason() throws Exception {
        int port = Server.freePort();
        cumulus.run("start", "a", "port=" + port).expect(0);
        String error = cumulus.run("start", "b", "port=" + port).expect(1).error();
        assertTrue(error, error.contains("b is not listening: port = " + port + ": ") && error.contains("in use"));
        assertTrue(row("b"), row("b").contains("stopped"));
        assertTrue("a goes on", row("a").contains("running"));
    }

    @Test
    public void aServerWhosePortIsNoPortIsEndedWithTheReason() throws Exception {
        String error = cumulus.run("start", "a", "port=99999").expect(1).error();
        assertTrue(error, error.contains("a is not listening: port = 99999: "));
        assertTrue(row("a"), row("a").contains("stopped"));
    }

    @Test
    public void whenStartReturnsTheServerListens() throws Exception {
        cumulus.run("start", "a", "port=0").expect(0);
        assertEquals("listening", exec("a", "cumulus:status --quiet"));
    }

    @Test
    public void aServerWithoutTheCommandsOfCumulusStartsAllTheSame() throws Exception {
        cumulus.run("start", "bare", "port=0").expect(0);
        exec("bare", "bundle:uninstall org.stratocumulus.console");
        cumulus.run("stop", "bare").expect(0);
        cumulus.run("start", "bare").expect(0);
        cumulus.run("exec", "bare", "cumulus:status").expect(127);
    }

    @Test
    public void aServerThatDoesNotAnswerInTimeIsEnded() throws Exception {
        Cumulus.Outcome outcome = cumulus.run(Map.of("CUMULUS_START_TIMEOUT", "0"), "start", "a", "port=0").expect(1);
        assertTrue(outcome.error(), outcome.error().contains("does not answer after 0 seconds"));
        assertTrue(row("a"), row("a").contains("stopped"));
    }

    @Test
    public void whatDoesNotRunCannotBeAsked() throws Exception {
        assertTrue(cumulus.run("exec", "nobody", "help").expect(1).error().contains("no server 'nobody'"));
        assertTrue(cumulus.run("exec", "main", "help").expect(1).error().contains("not running"));
        assertTrue(cumulus.run("stop", "main").expect(0).output().contains("not running"));
    }

    @Test
    public void anArchiveOfClassesIsUsedByLaterStarts() throws Exception {
        Path archive = cumulus.home().resolve("data/classes.jsa");
        cumulus.run("archive").expect(0);
        try {
            assertFalse(Files.exists(cumulus.home().resolve("instances/class-archive")));
            cumulus.run("start", "a", "port=0").expect(0);
            Path maps = Path.of("/proc", row("a").split(" +")[1], "maps");
            assertTrue(!Files.exists(maps) || Files.readString(maps).contains(archive.toString()));
        } finally {
            Files.delete(archive);
        }
    }

    @Test
    public void whatIsNoArchiveOfThisJavaIsIgnored() throws Exception {
        Path archive = Files.writeString(cumulus.home().resolve("data/classes.jsa"), "an archive of another Java");
        try {
            cumulus.run("start", "a", "port=0").expect(0);
        } finally {
            Files.delete(archive);
        }
    }

    @Test
    public void withoutArgumentsItExplainsItself() throws Exception {
        assertTrue(cumulus.run().expect(2).output().startsWith("Usage: cumulus"));
    }

    private static String exec(String name, String command) throws Exception {
        return cumulus.run("exec", name, command).expect(0).output().trim();
    }

    private static String settings(String name) throws Exception {
        return exec(name, "config:property-list -p org.stratocumulus.rtmfp");
    }

    /** The line of "list" for this server. */
    private static String row(String name) throws Exception {
        return cumulus.run("list").expect(0).output().lines().filter(l -> l.startsWith(name + " ")).findFirst().orElse("no " + name).trim();
    }
}
