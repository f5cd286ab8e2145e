package org.stratocumulus.examples.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.UnknownMethodException;

/**
 * A chat at {@code /chat} with a room for each path below it. Clients call {@code join(name)} and {@code say(text)}, and are called
 * {@code onJoin(name)}, {@code onSay(name, text)} and {@code onLeave(name)}. Needs no lock: one method runs at a time.
 */
@Component(property = Application.PATH + "=/chat")
public final class ChatApplication implements Application {
    private static final int MAX_TEXT = 1000;

    private final Map<Client, String> names = new LinkedHashMap<>();

    @Override
    public Object call(Client client, String method, List<AmfValue> arguments) throws UnknownMethodException {
        return switch (method) {
            case "join" -> join(client, text(arguments));
            case "say" -> say(client, text(arguments));
            default -> throw new UnknownMethodException(method);
        };
    }

    @Override
    public void disconnect(Client client, String reason) {
        String name = names.remove(client);
        if (name != null) {
            tell(client.path(), "onLeave", name);
        }
    }

    /** Answers the names of those who are there already. */
    private List<String> join(Client client, String name) {
        List<String> there = new ArrayList<>();
        names.forEach((other, otherName) -> {
            if (other.path().equals(client.path()) && other != client) {
                there.add(otherName);
            }
        });
        if (there.contains(name)) {
            throw new IllegalArgumentException("the name '" + name + "' is taken");
        }
        names.put(client, name);
        tell(client.path(), "onJoin", name);
        return there;
    }

    /** Answers how many have been told. */
    private int say(Client client, String text) {
        String name = names.get(client);
        if (name == null) {
            throw new IllegalStateException("join first");
        }
        return tell(client.path(), "onSay", name, text);
    }

    private int tell(String room, String method, Object... arguments) {
        int told = 0;
        for (Client other : names.keySet()) {
            if (other.path().equals(room) && other.send(method, arguments)) {
                told++;
            }
        }
        return told;
    }

    private static String text(List<AmfValue> arguments) {
        String text = arguments.isEmpty() ? "" : arguments.get(0).asString().strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a text of 1 to " + MAX_TEXT + " characters is wanted");
        }
        return text;
    }
}
