package org.stratocumulus.api.application;

import java.util.List;
import java.util.Map;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;

/**
 * What a client says when it connects (RFC 7425 section 5.3.1).
 *
 * @param path the application path taken from {@code tcUrl}, or from {@code app} where that is missing
 * @param query the URL's query properties, decoded; first value of each
 * @param command the whole command object: app, tcUrl, flashVer, swfUrl, pageUrl, objectEncoding and whatever else
 * @param arguments the extra arguments of the client's connect call
 */
public record ConnectRequest(String path, Map<String, String> query, AmfObject command, List<AmfValue> arguments) {
    public ConnectRequest {
        query = Map.copyOf(query);
        arguments = List.copyOf(arguments);
    }
}
