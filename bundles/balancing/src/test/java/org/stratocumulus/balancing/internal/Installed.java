package org.stratocumulus.balancing.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.strategy.leastloaded.internal.LeastLoadedComponent;
import org.stratocumulus.strategy.pathhash.internal.osgi.PathHashComponent;
import org.stratocumulus.strategy.region.internal.osgi.RegionComponent;
import org.stratocumulus.strategy.roundrobin.internal.RoundRobinComponent;
import org.stratocumulus.strategy.spread.internal.osgi.SpreadComponent;
import org.stratocumulus.strategy.twochoices.internal.TwoChoicesComponent;
import org.stratocumulus.strategy.weighted.internal.WeightedComponent;

/** The strategies of this project as they are without a configuration. */
final class Installed {
    private Installed() {
    }

    static Map<String, BalancingStrategy> all() {
        Map<String, BalancingStrategy> all = new LinkedHashMap<>();
        for (BalancingStrategy strategy : new BalancingStrategy[] {new RoundRobinComponent(), new LeastLoadedComponent(),
            new TwoChoicesComponent(),
            new WeightedComponent(), configured(PathHashComponent.class), configured(SpreadComponent.class),
                configured(RegionComponent.class)}) {
            all.put(strategy.name(), strategy);
        }
        return all;
    }

    /** As Declarative Services does it: the constructor gets an annotation with its defaults. */
    private static <T> T configured(Class<T> component) {
        try {
            Constructor<?> constructor = component.getConstructors()[0];
            Class<?> config = constructor.getParameterTypes()[0];
            return component.cast(constructor.newInstance(Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config},
                (proxy, method, args) -> method.getDefaultValue())));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
