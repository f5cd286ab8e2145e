package org.stratocumulus.examples.firstletter;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class FirstLetterStrategyTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.1", 4000);

    private final Node here = node("here", true, false);
    private final Node chess = node("there", false, false);

    @Test
    public void aPathGoesToTheNodeWithItsLetter() {
        assertEquals(new Choice.RedirectTo(chess, "has the letter 'c'"), choose("/chess", chess));
        assertEquals(new Choice.ServeHere("no open node has the letter 'p'"), choose("/poker", chess));
        assertEquals(new Choice.ServeHere("no open node has the letter ''"), choose("/", chess));
    }

    @Test
    public void aFullNodeIsNotChosen() {
        assertEquals(new Choice.ServeHere("no open node has the letter 'c'"), choose("/chess", node("there", false, true)));
    }

    private Choice choose(String path, Node other) {
        return new FirstLetterStrategy().choose(new Hello(CLIENT, path, Map.of(), 1, 0), new ClusterView(here, List.of(other)));
    }

    private static Node node(String id, boolean self, boolean full) {
        return new Node(id, self, NodeState.UP, full, 0, 0, 0, 0, -1, 0, self ? Map.of() : Map.of("letter", "c"),
            List.of(new InetSocketAddress("192.0.2.1", 1935)));
    }
}
