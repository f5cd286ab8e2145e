package org.stratocumulus.api.application;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;

/**
 * The behaviour behind one path of the server's URLs: register it as a service with the property {@link #PATH}.
 *
 * <p>A client that connects to {@code rtmfp://host/game/table7} belongs to the application of {@code /game/table7}; without
 * one, of {@code /game}, then of {@code /}. A decision or a call that an application leaves to its default falls back to
 * the parents in the same way. A node on which no application is registered accepts every path, so that rendezvous and
 * live relay work without code; with applications registered, a path that has none is refused.
 *
 * <p>Every method is called on the application's own serial executor: one call at a time, in order, never on an event
 * loop. It may block; then it delays its own clients only.
 */
@ConsumerType
public interface Application {
    /** Service property: a path such as {@code /chat}, or several. {@code /} is the root. */
    String PATH = "rtmfp.app.path";

    /**
     * A client wants to connect (RFC 7425 section 5.3.1). Returning accepts it.
     *
     * @param answer takes additional fields for the client's NetConnection.Connect.Success
     * @throws RejectedException to refuse; the client is told the reason
     */
    default void connect(Client client, ConnectRequest request, ConnectAnswer answer) throws RejectedException {
    }

    /** A client that had been accepted is gone; nothing reaches it any more. */
    default void disconnect(Client client, String reason) {
    }

    /**
     * A client calls a method.
     *
     * @return the result: anything {@link AmfValue#of} takes
     * @throws UnknownMethodException when this application has no such method: the parent is asked
     * @throws Exception to answer NetConnection.Call.Failed with the exception's message as description
     */
    default Object call(Client client, String method, List<AmfValue> arguments) throws Exception {
        throw new UnknownMethodException(method);
    }

    /**
     * A client wants to publish a stream. Returning lets it.
     *
     * @throws RejectedException to refuse
     */
    default void publish(Client client, String stream) throws RejectedException {
    }

    /** A client's publication has ended. */
    default void unpublish(Client client, String stream) {
    }

    /**
     * A client wants to play a stream, published already or not. Returning lets it.
     *
     * @throws RejectedException to refuse; the reason becomes the description of NetStream.Play.Failed, which for users of CumulusServer
     *     is the address of another server, the details become its {@code ex}
     */
    default void subscribe(Client client, String stream) throws RejectedException {
    }

    /** A client plays a stream no more. */
    default void unsubscribe(Client client, String stream) {
    }

    /**
     * A client wants to join a NetGroup. Returning lets it; it is introduced to other members then.
     *
     * @throws RejectedException to refuse; the client's group flow is rejected, the protocol has no place for a reason
     */
    default void joinGroup(Client client, GroupId group) throws RejectedException {
    }

    /** A client's membership that had been accepted is over. */
    default void leaveGroup(Client client, GroupId group) {
    }
}
