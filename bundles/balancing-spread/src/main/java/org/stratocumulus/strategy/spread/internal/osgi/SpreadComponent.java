package org.stratocumulus.strategy.spread.internal.osgi;

import java.util.List;
import java.util.Map;
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
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.strategy.spread.internal.Spread;

/** Doorway of {@link Spread}. */
@Component(property = "strategy.name=spread", configurationPid = "org.stratocumulus.balancing.spread",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = SpreadConfig.class)
public final class SpreadComponent implements BalancingStrategy, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadComponent.class);

    private static final int NODES = 6;
    private static final int ATTEMPTS = 2;

    private int nodes = NODES;
    private int attempts = ATTEMPTS;
    private volatile Spread strategy;
    private volatile List<String> problems = List.of();

    @Activate
    public SpreadComponent(Map<String, Object> properties) {
        apply(properties);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        nodes = in.number("spread.nodes", 1, 23, NODES, nodes);
        attempts = in.number("spread.attempts", 1, 10, ATTEMPTS, attempts);
        strategy = new Spread(nodes, attempts);
        problems = in.report("org.stratocumulus.balancing.spread", LOG::error);
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        return strategy.choose(hello, view);
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
