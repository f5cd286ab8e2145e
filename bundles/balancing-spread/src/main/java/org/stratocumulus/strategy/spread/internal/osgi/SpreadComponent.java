package org.stratocumulus.strategy.spread.internal.osgi;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.strategy.spread.internal.Spread;

/** Doorway of {@link Spread}. */
@Component(property = "strategy.name=spread", configurationPid = "org.stratocumulus.balancing.spread",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = SpreadConfig.class)
public final class SpreadComponent implements BalancingStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadComponent.class);

    private volatile Spread strategy = new Spread(6, 2);

    @Activate
    public SpreadComponent(SpreadConfig config) {
        apply(config);
    }

    /** A bad value is refused, and what held before goes on. */
    @Modified
    void apply(SpreadConfig config) {
        try {
            strategy = new Spread(config.spread_nodes(), config.spread_attempts());
        } catch (RuntimeException e) { // of Spread, or of the annotation, which converts at the call
            LOG.error("org.stratocumulus.balancing.spread: {}; the former settings stay in force", e.getMessage());
        }
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        return strategy.choose(hello, view);
    }
}
