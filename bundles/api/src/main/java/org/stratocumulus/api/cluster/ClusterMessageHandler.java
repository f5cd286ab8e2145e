package org.stratocumulus.api.cluster;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.AmfValue;

/**
 * Receives messages of other servers: register it as a service with the property {@link #TOPIC}, and {@link #PATH} where it belongs
 * to one application. Messages of the root application ({@code /}, the default) carry the topic as their handler name, as scripts of the
 * C++ CumulusServer send them; those of another path carry {@link #name the path, a colon and the topic}. Several handlers of one
 * name each get the message; a request is answered by the one of highest service ranking.
 *
 * <p>The methods of one service are called one at a time, in the order of arrival per server, never on an event loop; they may
 * block, then they delay themselves only. At most 100,000 messages or 16 MiB wait for one service; what exceeds it is dropped and counted.
 */
@ConsumerType
public interface ClusterMessageHandler {
    /** Service property: the topic, or several. */
    String TOPIC = "cluster.topic";
    /** Service property: application path; {@code /} unless given. */
    String PATH = "rtmfp.app.path";

    /** A message has come. Values that cannot be decoded never get here. */
    void message(ServerNode from, String topic, List<AmfValue> values);

    /**
     * A request has come.
     *
     * @return the answer: anything {@link AmfValue#of} takes
     * @throws Exception to fail the request; the other server is told the message
     */
    default Object request(ServerNode from, String topic, List<AmfValue> values) throws Exception {
        throw new RequestFailedException("'" + topic + "' takes no requests");
    }

    /** The handler name to send to for a topic of an application path. */
    static String name(String path, String topic) {
        return path.isEmpty() || path.equals("/") ? topic : path + ":" + topic;
    }
}
