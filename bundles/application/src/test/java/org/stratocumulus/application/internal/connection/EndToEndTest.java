package org.stratocumulus.application.internal.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;

/** Two real endpoints in virtual time over a network that loses, doubles and reorders. */
public class EndToEndTest {
    private static final int SEEDS = 10;
    private static final int CALLS = 50;
    private static final long LIMIT_MILLIS = 120_000;

    /** Echoes; refuses who comes with {@code ?bad}; remembers who left. */
    private static final class Echo implements Application {
        private final List<String> left = new ArrayList<>();

        @Override
        public void connect(Client client, ConnectRequest request, ConnectAnswer answer) throws RejectedException {
            if (request.query().containsKey("bad")) {
                throw new RejectedException("not today");
            }
        }

        @Override
        public void disconnect(Client client, String reason) {
            left.add(client.path());
        }

        @Override
        public Object call(Client client, String method, List<AmfValue> arguments) {
            return arguments.get(0);
        }
    }

    private static final class Scene {
        private final SessionPair pair;
        private final Echo echo = new Echo();
        private final NetConnections connections;
        private final Session session;
        private final SendFlow control;

        private Scene(long seed) {
            pair = SessionPair.plain(seed);
            Applications applications = new Applications(pair.time().executor(1), 100);
            connections = new NetConnections(applications, pair.time().executor(1), Limits.DEFAULT);
            applications.add(echo, List.of("/echo"), 0, 1, "test");
            pair.server().acceptor(connections);
            pair.network().conditions(Conditions.BAD);
            session = pair.open();
            control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, SendFlowListener.NONE);
        }

        private void send(Command command) {
            pair.client().on(session, () -> control.write(command.toMessage().encode(), Delivery.RELIABLE));
        }

        private Recorder heard() {
            return pair.recorder();
        }

        private List<Command> commands() {
            return heard().messages().stream().map(message -> Command.decode(RtmpMessage.decode(message))).toList();
        }

        private void connect(String tail) {
            send(Command.of("connect", 1, new AmfObject().put("tcUrl", "rtmfp://host/echo" + tail)));
        }
    }

    @Test
    public void everyCallIsAnsweredOnceAndInOrderOnOneFlowThatAnswersTheControlFlow() throws Exception {
        Seeds.each(SEEDS, seed -> {
            Scene scene = new Scene(seed);
            scene.connect("");
            scene.pair.runUntil("the connection is up", LIMIT_MILLIS, () -> scene.heard().messages().size() == 1);
            for (int i = 0; i < CALLS; i++) {
                scene.send(Command.of("echo", 2 + i, null, i));
            }
            scene.pair.runUntil("all are answered", LIMIT_MILLIS, () -> scene.heard().messages().size() == 1 + CALLS);
            assertEquals(IntStream.range(0, CALLS).boxed().toList(),
                    scene.commands().stream().skip(1).map(command -> command.argument(0).asInt()).toList());
            assertEquals(1, scene.heard().flows().size());
            assertEquals(scene.control, scene.heard().flows().get(0).association());
        });
    }

    @Test
    public void aRefusalArrivesBeforeTheCloseOnEverySeed() throws Exception {
        Seeds.each(SEEDS, seed -> {
            Scene scene = new Scene(seed);
            scene.connect("?bad");
            scene.pair.runUntil("the session is over", LIMIT_MILLIS, () -> !scene.heard().closed().isEmpty());
            assertEquals(List.of("_error", "close"), scene.commands().stream().map(Command::name).toList());
            assertEquals("not today", scene.commands().get(0).argument(0).asObject().get("description").asString());
            assertEquals(List.of(CloseReason.FAR_CLOSE), scene.heard().closed());
            assertTrue(scene.echo.left.isEmpty());
        });
    }

    @Test
    public void anApplicationHearsThatItsClientLeft() throws Exception {
        Seeds.each(SEEDS, seed -> {
            Scene scene = new Scene(seed);
            scene.connect("/room");
            scene.pair.runUntil("the connection is up", LIMIT_MILLIS, () -> scene.heard().messages().size() == 1);
            scene.pair.client().on(scene.session, scene.session::close);
            scene.pair.runUntil("the application knows", LIMIT_MILLIS, () -> !scene.echo.left.isEmpty());
            assertEquals(List.of("/echo/room"), scene.echo.left);
        });
    }
}
