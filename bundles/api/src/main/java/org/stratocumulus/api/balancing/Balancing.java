package org.stratocumulus.api.balancing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What the console sees of balancing, and the little that it may change. One service; any thread, never an event loop. */
@ProviderType
public interface Balancing {
    /** The strategies that are there, best ranking first. */
    List<StrategyInfo> strategies();

    /**
     * Makes a strategy the active one, for good: it is stored in the configuration.
     *
     * @param name of a strategy; empty leaves it to service ranking
     * @throws IllegalArgumentException when there is none of that name
     * @throws IOException when the configuration cannot be stored
     */
    void use(String name) throws IOException;

    /**
     * What would become of a client now. Changes and counts nothing.
     *
     * @param client where it would come from, resolved
     * @param url its URL or application path
     */
    Explanation explain(InetSocketAddress client, String url);

    /** The last decisions, newest first; repeats of a hello are not among them. */
    List<Decision> log(int limit);

    /** How the strategy that runs in the shadow compares with the active one; null when none runs. */
    Comparison shadow();

    /**
     * Lets a strategy run beside the active one until this is called again or the node restarts.
     *
     * @param name of a strategy; empty ends it
     * @throws IllegalArgumentException when there is none of that name
     */
    void shadow(String name);

    /**
     * Stops taking clients and takes leave of those that are there, for good: a restarted node goes on draining. Introductions of peers
     * go on. Each client is told NetConnection.Connect.Closed with a reason.
     *
     * @param pace clients per second that are sent away, 1 to 10,000; more where the deadline needs it
     * @param deadlineSeconds when the last is sent away, 1 to 86,400
     * @throws IllegalArgumentException for a value out of its range
     * @throws IOException when the configuration cannot be stored
     */
    void drain(int pace, int deadlineSeconds) throws IOException;

    /**
     * Takes clients again; those that are left stay.
     *
     * @throws IOException when the configuration cannot be stored
     */
    void undrain() throws IOException;

    /** How far the draining is. */
    Drain drain();

    /** Everything that is counted, by name, in order. */
    Map<String, Long> counters();

    /** What an administrator should see to, such as a node without a public address; empty when all is well. */
    List<String> problems();

    /**
     * @param active whether this node drains
     * @param left clients that are still here
     * @param closed clients that were sent away since it began
     * @param remainingMillis until the deadline; 0 after it, and when the node does not drain
     */
    record Drain(boolean active, int left, long closed, long remainingMillis) {
    }

    /**
     * @param name what {@link BalancingStrategy#name} says
     * @param ranking service ranking
     * @param bundle symbolic name and version of the providing bundle
     * @param active whether it decides
     * @param shadow whether it runs beside
     * @param calls how often it was asked
     * @param failures how often it threw or answered null
     * @param slow how often it exceeded its budget
     * @param bypassedMillis for how long it will still not be asked; 0 when it is asked
     */
    record StrategyInfo(String name, int ranking, String bundle, boolean active, boolean shadow, long calls, long failures, long slow,
            long bypassedMillis) {
    }

    /**
     * One decision.
     *
     * @param epochMillis when
     * @param client address and port, as in a log
     * @param path application path
     * @param attempt which hello of its tag
     * @param strategy who proposed it
     * @param outcome {@code serve}, {@code redirect} or {@code refuse}
     * @param nodes ids of the nodes it was sent to, in order
     * @param reason in words: the strategy's, and what the rules changed
     */
    record Decision(long epochMillis, String client, String path, int attempt, String strategy, String outcome, List<String> nodes,
            String reason) {
        public Decision {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * @param decision what would be decided
     * @param addresses what a redirect would name, in order
     * @param nodes all nodes, this one first
     */
    record Explanation(Decision decision, List<String> addresses, List<NodeVerdict> nodes) {
        public Explanation {
            addresses = List.copyOf(addresses);
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * @param node as the strategy saw it
     * @param verdict {@code open}, or why nobody is sent there
     */
    record NodeVerdict(Node node, String verdict) {
    }

    /**
     * @param name the strategy in the shadow
     * @param compared hellos that both were asked about
     * @param same how often both chose the same first node
     * @param failed how often the one in the shadow gave no answer
     * @param differences how often the active one chose the first node and the other the second, most frequent first, at most 100
     */
    record Comparison(String name, long compared, long same, long failed, List<Difference> differences) {
        public Comparison {
            differences = List.copyOf(differences);
        }
    }

    /** @param active what the active strategy chose: a node's id, {@code serve} or {@code refuse} @param shadow what the other did */
    record Difference(String active, String shadow, long count) {
    }
}
