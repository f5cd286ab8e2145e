package org.stratocumulus.strategy.pathhash.internal.osgi;

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
import org.stratocumulus.strategy.pathhash.internal.PathHash;

/** Doorway of {@link PathHash}. */
@Component(property = "strategy.name=path-hash", configurationPid = "org.stratocumulus.balancing.pathhash",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = PathHashConfig.class)
public final class PathHashComponent implements BalancingStrategy, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(PathHashComponent.class);

    private static final double BOUND = 1.25;
    private static final int SLACK = 20;

    private double bound = BOUND;
    private int slack = SLACK;
    private volatile PathHash strategy;
    private volatile List<String> problems = List.of();

    @Activate
    public PathHashComponent(Map<String, Object> properties) {
        apply(properties);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        bound = in.value("hash.bound", PathHash::parseBound, BOUND, bound);
        slack = in.number("hash.slack", 1, Integer.MAX_VALUE, SLACK, slack);
        strategy = new PathHash(in.text("hash.property"), bound, slack);
        problems = in.report("org.stratocumulus.balancing.pathhash", LOG::error);
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
