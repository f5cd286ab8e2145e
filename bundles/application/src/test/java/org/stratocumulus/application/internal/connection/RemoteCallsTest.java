package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.UnknownMethodException;
import org.stratocumulus.api.status.ApplicationStatus.ApplicationInfo;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.app.Registration;
import org.stratocumulus.session.CloseReason;

public class RemoteCallsTest {
    /** Knows the methods whose names begin with its letter. */
    private static final class Letter implements Application {
        private final String letter;

        private Letter(String letter) {
            this.letter = letter;
        }

        @Override
        public Object call(Client client, String method, List<AmfValue> arguments) throws Exception {
            if (!method.startsWith(letter)) {
                throw new UnknownMethodException(method);
            }
            if (method.endsWith("!")) {
                throw new IllegalStateException("it broke");
            }
            return letter + arguments.size();
        }
    }

    private final Node node = new Node();

    private static void assertResult(String expected, double transactionId, Command command) {
        assertEquals("_result", command.name());
        assertEquals(transactionId, command.transactionId(), 0);
        assertEquals(expected, command.argument(0).asString());
    }

    @Test
    public void aCallIsAnsweredByItsTransaction() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        guest.call("add", 7, 1, 2, 3);
        //           type time       "_result"              transaction 7         null "a3"
        assertEquals("1400000000" + "0200075f726573756c74" + "00401c000000000000" + "05" + "02" + "0002" + "6133", guest.nextHex());
    }

    @Test
    public void aCallWithoutTheNullObjectHasTheSameArguments() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        guest.send(new Command("add", 7, List.of(AmfValue.of("x"), AmfValue.of("y")), Encoding.AMF0));
        assertResult("a2", 7, guest.next());
    }

    @Test
    public void transactionZeroGetsNoAnswerWhateverComesOfIt() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        guest.call("add", 0);
        guest.call("a!", 0);
        guest.call("unknown", 0);
        assertEquals(0, guest.unread());
        assertEquals(1, node.count(Counter.CALLS));
        assertEquals(2, node.count(Counter.CALLS_FAILED));
    }

    @Test
    public void anExceptionIsAFailedCallWithItsMessage() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        guest.call("a!", 3);
        assertEquals("NetConnection.Call.Failed: it broke", guest.nextInfo("_error", 3));
    }

    @Test
    public void aResultThatHasNoAmfIsAFailedCall() {
        node.serve("/", new Application() {
            @Override
            public Object call(Client client, String method, List<AmfValue> arguments) {
                return new Object();
            }
        });
        Guest guest = Guest.connected(node, 1, "/");
        guest.call("any", 3);
        assertEquals("_error", guest.next().name());
    }

    @Test
    public void anUnknownMethodGoesToTheParentsAndThenIsNotFound() {
        node.serve("/", new Letter("r"));
        node.serve("/a", new Letter("m"));
        node.serve("/a/b", new Letter("l"));
        Guest guest = Guest.connected(node, 1, "/a/b/c");
        guest.call("leaf", 1);
        guest.call("middle", 2);
        guest.call("root", 3);
        guest.call("xyz", 4);
        assertResult("l0", 1, guest.next());
        assertResult("m0", 2, guest.next());
        assertResult("r0", 3, guest.next());
        assertEquals("NetConnection.Call.Failed: Method 'xyz' not found", guest.nextInfo("_error", 4));
    }

    @Test
    public void answersKeepTheOrderOfTheCallsThoughSomeAskTheParentsFirst() {
        node.serve("/", new Letter("r"));
        node.serve("/a", new Letter("m"));
        Guest guest = Guest.connected(node, 1, "/a");
        guest.give(Command.of("root", 1, null).toMessage().encode());
        guest.give(Command.of("middle", 2, null).toMessage().encode());
        node.settle();
        assertResult("r0", 1, guest.next());
        assertResult("m0", 2, guest.next());
    }

    @Test
    public void withoutApplicationsEveryMethodIsUnknown() {
        Guest guest = Guest.connected(node, 1, "/live");
        guest.call("x".repeat(500), 1);
        assertEquals("NetConnection.Call.Failed: Method '" + "x".repeat(128) + "' not found", guest.nextInfo("_error", 1));
    }

    @Test
    public void anApplicationThatLeavesTakesItsMethodsAndItsReplacementBringsThem() {
        Registration first = node.serve("/a", new Letter("m"));
        Guest guest = Guest.connected(node, 1, "/a");
        node.applications.remove(first);
        guest.call("middle", 1);
        assertEquals("NetConnection.Call.Failed: Method 'middle' not found", guest.nextInfo("_error", 1));
        assertTrue(guest.connection().isConnected());
        node.serve("/a", new Letter("mid"));
        guest.call("middle", 2);
        assertResult("mid0", 2, guest.next());
    }

    @Test
    public void aCallThatWaitsWhenItsApplicationLeavesGoesToWhoServesThePathNow() {
        node.serve("/", new Letter("m"));
        Registration leaving = node.serve("/a", new Letter("middle"));
        Guest guest = Guest.connected(node, 1, "/a");
        guest.give(Command.of("middle", 1, null).toMessage().encode());
        node.loop.turn(); // now it waits for the application's thread
        assertEquals(1, leaving.queued());
        node.applications.remove(leaving);
        node.settle();
        assertResult("m0", 1, guest.next());
    }

    @Test
    public void aCallThatRunsWhenItsApplicationLeavesIsStillAnswered() {
        Registration[] self = new Registration[1];
        self[0] = node.serve("/", new Application() {
            @Override
            public Object call(Client client, String method, List<AmfValue> arguments) {
                node.applications.remove(self[0]);
                return "last words";
            }
        });
        Guest guest = Guest.connected(node, 1, "/");
        guest.call("x", 1);
        assertResult("last words", 1, guest.next());
    }

    @Test
    public void callsBeyondQuestionsWaitingFail() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        guest.give(Command.of("a", 1, null).toMessage().encode());
        node.loop.turn(); // one is being asked, so these wait
        for (int i = 0; i < Node.LIMITS.questionsWaiting(); i++) {
            guest.give(Command.of("a", 2 + i, null).toMessage().encode());
        }
        assertEquals(0, guest.unread());
        guest.give(Command.of("a", 99, null).toMessage().encode());
        assertEquals("NetConnection.Call.Failed: too many calls are waiting", guest.nextInfo("_error", 99));
        node.settle();
        assertEquals(1 + Node.LIMITS.questionsWaiting(), guest.unread());
    }

    @Test
    public void callsBeyondQuestionBytesFailButASingleOneMayBeLarger() {
        node.serve("/", new Letter("a"));
        Guest guest = Guest.connected(node, 1, "/");
        String large = "x".repeat(Node.LIMITS.questionBytes() + 1);
        guest.give(Command.of("a", 1, null, large).toMessage().encode());
        guest.give(Command.of("a", 2, null, large).toMessage().encode());
        assertEquals("NetConnection.Call.Failed: too many calls are waiting", guest.nextInfo("_error", 2));
        node.settle();
        assertResult("a1", 1, guest.next());
    }

    @Test
    public void anApplicationQueueAtItsLimitFailsTheCallAsBusy() {
        node.serve("/", new Letter("a"));
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i <= Node.APPLICATION_QUEUE; i++) {
            guests.add(Guest.connected(node, i + 1, "/"));
        }
        guests.forEach(guest -> guest.give(Command.of("a", 1, null).toMessage().encode()));
        node.settle();
        assertResult("a0", 1, guests.get(0).next());
        assertEquals("NetConnection.Call.Failed: application busy", guests.get(Node.APPLICATION_QUEUE).nextInfo("_error", 1));
    }

    @Test
    public void whatWaitsForAClientThatIsGoneIsForgotten() {
        List<String> asked = new ArrayList<>();
        node.serve("/", new Application() {
            @Override
            public Object call(Client client, String method, List<AmfValue> arguments) {
                asked.add(method);
                return null;
            }

            @Override
            public void disconnect(Client client, String reason) {
                asked.add("disconnect");
            }
        });
        Guest guest = Guest.connected(node, 1, "/");
        guest.give(Command.of("first", 1, null).toMessage().encode());
        node.loop.turn();
        guest.give(Command.of("second", 1, null).toMessage().encode());
        guest.session.die(CloseReason.FAR_CLOSE);
        node.settle();
        assertEquals(List.of("first", "disconnect"), asked);
        assertEquals(0, guest.unread());
    }

    @Test
    public void objectsGoAsAmf3ToWhoAskedForItAndAsAmf0ToOthers() {
        node.serve("/", new Application() {
            @Override
            public Object call(Client client, String method, List<AmfValue> arguments) {
                return Map.of("k", "v");
            }
        });
        Guest amf0 = Guest.connected(node, 1, "/");
        amf0.call("x", 1);
        assertTrue(amf0.nextHex().endsWith("05" + "03" + "00016b" + "02000176" + "000009"));
        Guest amf3 = new Guest(node, 2);
        amf3.send(Command.of("connect", 1, new AmfObject().put("objectEncoding", 3)));
        amf3.next();
        amf3.call("x", 1);
        //                              null  avmplus object traits  class  k      v      end
        assertTrue(amf3.nextHex().endsWith("05" + "11" + "0a" + "0b" + "01" + "036b" + "060376" + "01"));
    }

    @Test
    public void theConsoleSeesPathsClientsAndCalls() {
        node.serve("/a", new Letter("m"));
        Guest guest = Guest.connected(node, 1, "/a/room");
        guest.call("m", 1);
        ApplicationFigures figures = new ApplicationFigures(node.connections);
        assertEquals(List.of(new ApplicationInfo("/a", "test 1.0.0", 0, 0, 0), new ApplicationInfo("/a/room", "", 1, 1, 0)),
                figures.applications());
        guest.call("close", 0);
        assertEquals("a path that only clients knew is forgotten", 1, figures.applications().size());
        assertEquals(Long.valueOf(1), figures.counters().get("connected"));
        assertEquals(Counter.values().length, figures.counters().size());
    }

    @Test
    public void aSlowApplicationDelaysNeitherAnotherNorTheLoop() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Applications applications = new Applications(threads, 10);
        Registration slow = applications.add(new Letter("s"), List.of("/slow"), 0, 1, "");
        Registration quick = applications.add(new Letter("q"), List.of("/quick"), 0, 2, "");
        try {
            slow.offer(() -> {
                blocked.countDown();
                await(release);
            });
            assertTrue(blocked.await(30, TimeUnit.SECONDS));
            slow.offer(release::countDown); // waits behind the first, for ever if nobody else releases it
            quick.offer(answered::countDown);
            assertTrue(answered.await(30, TimeUnit.SECONDS));
            assertEquals(1, slow.queued());
        } finally {
            release.countDown();
            threads.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
