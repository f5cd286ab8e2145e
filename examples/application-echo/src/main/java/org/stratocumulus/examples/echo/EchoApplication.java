package org.stratocumulus.examples.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.application.UnknownMethodException;

/** Answers calls at {@code /echo} and below. */
@Component(property = Application.PATH + "=/echo")
public final class EchoApplication implements Application {
    /** Whoever brings a token must bring this one: {@code rtmfp://host/echo?token=welcome}. */
    static final String TOKEN = "welcome";

    @Override
    public void connect(Client client, ConnectRequest request, ConnectAnswer answer) throws RejectedException {
        if (!request.query().getOrDefault("token", TOKEN).equals(TOKEN)) {
            throw new RejectedException("wrong token");
        }
        answer.put("greeting", "hello " + client.id());
    }

    @Override
    public Object call(Client client, String method, List<AmfValue> arguments) throws UnknownMethodException {
        return switch (method) {
            case "echo" -> arguments.size() == 1 ? arguments.get(0) : new ArrayList<>(arguments);
            case "sum" -> arguments.stream().mapToDouble(AmfValue::asDouble).sum();
            case "whoami" -> describe(client);
            default -> throw new UnknownMethodException(method);
        };
    }

    private static Map<String, Object> describe(Client client) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("id", client.id().toString());
        card.put("address", client.address().toString());
        card.put("path", client.path());
        card.put("roundTripMillis", client.roundTripMillis());
        return card;
    }
}
