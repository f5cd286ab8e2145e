package org.stratocumulus.cluster.internal.link;

import java.util.List;
import java.util.Set;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.cluster.internal.wire.Hello;

/** What a link asks and tells; called on the link's thread. */
public interface LinkOwner {
    /**
     * The hello to say.
     *
     * @param own whether the far end is, or may be, a node of ours
     */
    Hello hello(Link link, boolean own);

    /** Judges the far end. @return why it is refused, in words for its operator; null to let it in */
    String refusal(Link link, FarEnd far);

    /** Both hellos are said. */
    void up(Link link);

    /** A message for handlers; the array is valid during the call only. */
    void message(Link link, String name, byte[] data, int offset, int length);

    /** All that was read at once has been told: messages that were collected go to their handlers. */
    void read();

    /** What a node of ours says to this one; the name begins with a colon. */
    void control(Link link, String name, List<AmfValue> values);

    /** Application paths that run at the far end: all after its hello, further ones as they come. */
    void services(Link link, Set<String> paths);

    /** The link is closed, whether it was up or not. Called once. */
    void down(Link link, String reason);
}
