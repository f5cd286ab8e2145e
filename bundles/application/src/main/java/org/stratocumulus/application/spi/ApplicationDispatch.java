package org.stratocumulus.application.spi;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.GroupId;

/**
 * Asks the applications of one client's path, on their own executors; called, and calling back, on the connection's loop. What is
 * asked for one client is asked in order. An answer that comes after the connection has ended is not delivered: a publication,
 * subscription or membership that was allowed in the meantime is taken back by the dispatch itself.
 */
@ProviderType
public interface ApplicationDispatch {
    /**
     * May this client publish the stream?
     *
     * @param stream name as the client gave it
     * @param result called once, never before this method returns, unless the connection ends before
     */
    void publish(String stream, Consumer<Decision> result);

    /** Tells that a publication that had been accepted is over; also when it came to nothing after all, such as for a taken name. */
    void unpublish(String stream);

    /**
     * May this client play the stream?
     *
     * @param stream name as the client gave it
     * @param result called once, never before this method returns, unless the connection ends before
     */
    void subscribe(String stream, Consumer<Decision> result);

    /** Tells that a subscription that had been accepted is over. */
    void unsubscribe(String stream);

    /**
     * May this client join the NetGroup?
     *
     * @param result called once, never before this method returns, unless the connection ends before
     */
    void joinGroup(GroupId group, Consumer<Decision> result);

    /** Tells that a membership that had been accepted is over. */
    void leaveGroup(GroupId group);
}
