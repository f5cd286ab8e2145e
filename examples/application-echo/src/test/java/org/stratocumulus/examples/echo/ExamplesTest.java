package org.stratocumulus.examples.echo;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.application.UnknownMethodException;

public class ExamplesTest {
    private final EchoApplication echo = new EchoApplication();
    private final ChatApplication chat = new ChatApplication();

    private void connect(Map<String, String> query) throws RejectedException {
        echo.connect(new Caller("/echo"), new ConnectRequest("/echo", query, new AmfObject(), List.of()), new ConnectAnswer());
    }

    @Test
    public void echoAnswersWhatItIsGiven() throws Exception {
        Caller caller = new Caller("/echo");
        assertEquals(AmfString.of("x"), caller.call(echo, "echo", "x"));
        assertEquals(List.of(AmfString.of("x"), new AmfNumber(1.5)), caller.call(echo, "echo", "x", 1.5));
        assertEquals(4.5, caller.call(echo, "sum", 1, 3.5));
        assertEquals("/echo", ((Map<?, ?>) caller.call(echo, "whoami")).get("path"));
        assertThrows(UnknownMethodException.class, () -> caller.call(echo, "shout"));
    }

    @Test
    public void aWrongTokenIsRefusedARightOneOrNoneIsNot() throws Exception {
        connect(Map.of());
        connect(Map.of("token", EchoApplication.TOKEN));
        assertThrows(RejectedException.class, () -> connect(Map.of("token", "guess")));
    }

    @Test
    public void whatIsSaidIsHeardInTheRoomAndNowhereElse() throws Exception {
        Caller ann = new Caller("/chat/a");
        Caller bob = new Caller("/chat/a");
        Caller eve = new Caller("/chat/b");
        ann.call(chat, "join", "Ann");
        eve.call(chat, "join", "Ann");
        assertEquals(List.of("Ann"), bob.call(chat, "join", "Bob"));
        assertEquals(2, ann.call(chat, "say", "hi"));
        chat.disconnect(ann, "");
        assertEquals(List.of("onJoin[Bob]", "onSay[Ann, hi]", "onLeave[Ann]"), bob.heard);
        assertEquals(List.of("onJoin[Ann]"), eve.heard);
    }

    @Test
    public void namesAreUniqueInARoomAndSpeakersHaveOne() throws Exception {
        Caller ann = new Caller("/chat");
        ann.call(chat, "join", "Ann");
        assertThrows(IllegalArgumentException.class, () -> new Caller("/chat").call(chat, "join", "Ann"));
        assertThrows(IllegalStateException.class, () -> new Caller("/chat").call(chat, "say", "hi"));
        assertThrows(IllegalArgumentException.class, () -> ann.call(chat, "say", "x".repeat(1001)));
    }
}
