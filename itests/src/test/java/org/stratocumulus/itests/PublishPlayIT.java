package org.stratocumulus.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.session.CloseReason;

/** Bundles come, change and go in the running distribution while two clients publish and play over UDP. */
public class PublishPlayIT {
    @ClassRule
    public static final Server SERVER = new Server("streams.audioMillis=60000", "streams.videoMillis=60000");

    private static final String ECHO = "org.stratocumulus.examples.echo";

    private Broadcast broadcast;
    private Set<String> sessions;

    @Before
    public void twoClientsPublishAndPlay() throws Exception {
        assertEquals("no application may be there yet", "", applications());
        broadcast = new Broadcast(SERVER.uri("echo/room"));
        sessions = SERVER.sessions();
        assertTrue("publisher and player of " + sessions, sessions.size() >= 2);
        broadcast.goesOn();
    }

    @After
    public void end() throws Exception {
        if (broadcast != null) {
            broadcast.close();
        }
        if (!applications().isEmpty()) {
            SERVER.exec("bundle:uninstall " + ECHO);
        }
        Patience.await("all sessions are closed", () -> SERVER.sessions().isEmpty());
    }

    @Test
    public void anApplicationIsInstalledUpdatedStoppedAndRemovedWhileTheyGoOn() throws Exception {
        assertCallsFail();
        SERVER.exec("bundle:install -s " + EchoBundle.shipped());
        assertCallsAreAnswered();
        broadcast.goesOn();
        SERVER.exec("bundle:update " + ECHO + " " + EchoBundle.ofVersion("9.8.7"));
        assertTrue(applications(), applications().contains(ECHO + " 9.8.7"));
        assertCallsAreAnswered();
        broadcast.goesOn();
        SERVER.exec("bundle:stop " + ECHO);
        assertCallsFail();
        broadcast.goesOn();
        SERVER.exec("bundle:start " + ECHO);
        assertCallsAreAnswered();
        broadcast.goesOn();
        SERVER.exec("bundle:uninstall " + ECHO);
        assertEquals("", applications());
        assertCallsFail();
        assertNobodyWasDisturbed();
    }

    @Test
    public void aBundleDroppedIntoDeployServesUntilItIsDeleted() throws Exception {
        EchoBundle.dropInto(SERVER.base().resolve("deploy"));
        Patience.await("it is started", () -> applications().contains(ECHO));
        assertCallsAreAnswered();
        EchoBundle.deleteFrom(SERVER.base().resolve("deploy"));
        Patience.await("it is gone", () -> applications().isEmpty());
        assertCallsFail();
        assertNobodyWasDisturbed();
    }

    @Test
    public void onceThereAreApplicationsNewClientsAreWelcomeAtTheirPathsOnly() throws Exception {
        assertEquals("", Guest.refusal(SERVER.uri("nobody/here")));
        SERVER.exec("bundle:install -s " + EchoBundle.shipped());
        assertEquals("NetConnection.Connect.InvalidApp", Guest.refusal(SERVER.uri("nobody/here")));
        assertEquals("NetConnection.Connect.Rejected", Guest.refusal(SERVER.uri("echo?token=guess")));
        assertEquals("", Guest.refusal(SERVER.uri("echo/below")));
        SERVER.exec("bundle:uninstall " + ECHO);
        assertEquals("", Guest.refusal(SERVER.uri("nobody/here")));
        assertNobodyWasDisturbed();
    }

    @Test
    public void whatCarriesNoSessionComesAndGoesUnnoticed() throws Exception {
        SERVER.exec("bundle:restart org.stratocumulus.console");
        broadcast.goesOn();
        SERVER.exec("bundle:restart org.stratocumulus.rendezvous");
        broadcast.goesOn();
        SERVER.exec("feature:install stratocumulus-client");
        broadcast.goesOn();
        SERVER.exec("feature:uninstall stratocumulus-client");
        assertNobodyWasDisturbed();
    }

    @Test
    public void withoutItsBundleStreamsEndInOrderAndSessionsStay() throws Exception {
        SERVER.exec("bundle:restart org.stratocumulus.streams");
        broadcast.publisher().awaitStatus("NetStream.Unpublish.Success");
        broadcast.player().awaitStatus("NetStream.Play.Stop");
        broadcast.begin();
        assertNobodyWasDisturbed();
    }

    /** NetConnections end with the bundle that keeps them; the session layer below goes on, so each client is told. */
    @Test
    public void withoutItsBundleConnectionsAreClosedInOrder() throws Exception {
        SERVER.exec("bundle:restart org.stratocumulus.application");
        for (Guest guest : new Guest[] {broadcast.publisher(), broadcast.player()}) {
            CloseReason reason = guest.closed();
            assertTrue("closed by " + reason, reason == CloseReason.NEAR_CLOSE || reason == CloseReason.FAR_CLOSE);
            guest.awaitStatus("NetConnection.Connect.Closed");
            guest.connect(SERVER.uri("echo/room"));
        }
        broadcast.begin();
        broadcast.goesOn();
    }

    private void assertCallsAreAnswered() throws Exception {
        for (Guest guest : new Guest[] {broadcast.publisher(), broadcast.player()}) {
            assertEquals(AmfString.of("hello"), guest.call("echo", "hello"));
        }
    }

    private void assertCallsFail() throws Exception {
        for (Guest guest : new Guest[] {broadcast.publisher(), broadcast.player()}) {
            assertEquals("NetConnection.Call.Failed", guest.failure("echo", "hello"));
        }
    }

    private void assertNobodyWasDisturbed() throws Exception {
        broadcast.goesOn();
        Set<String> now = SERVER.sessions();
        assertTrue(sessions + " were there, now " + now, now.containsAll(sessions));
    }

    private static String applications() throws Exception {
        return SERVER.exec("cumulus:application-list --no-format").lines().filter(line -> line.contains(ECHO)).reduce("", String::concat);
    }
}
