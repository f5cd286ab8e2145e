package org.stratocumulus.session.internal.osgi;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

public class RankedRoutersTest {
    @Test
    public void theHighestRankingIsAskedFirstAndOfEqualsTheOldest() {
        HelloRouter low = router();
        HelloRouter high = router();
        HelloRouter older = router();
        HelloRouter newer = router();
        RankedRouters routers = new RankedRouters();
        routers.add(newer, Map.of("service.id", 9L));
        routers.add(low, Map.of("service.id", 1L, "service.ranking", -5));
        routers.add(high, Map.of("service.id", 99L, "service.ranking", 5));
        routers.add(older, Map.of("service.id", 4L));
        List<HelloRouter> before = routers.inOrder();
        assertEquals(List.of(high, older, newer, low), before);

        routers.remove(older);
        assertEquals(List.of(high, newer, low), routers.inOrder());
        assertEquals("who walks a list is not disturbed", 4, before.size());
    }

    private static HelloRouter router() {
        return new HelloRouter() {
            @Override
            public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator,
                    byte[] tag, boolean selectsUs) {
                return HelloDecision.PASS;
            }
        };
    }
}
